// @ts-nocheck
import { tick, later } from "harness";

export default async function main(log) {
  async function f() {
    return 1;
    await tick();
    log("never");
  }
  log(await f());
  async function g() {
    throw new Error("g");
    await tick();
  }
  try {
    await g();
  } catch (e) {
    log(e);
  }
  for (;;) {
    break;
    await tick();
  }
  while (await later(true)) {
    break;
    log("never");
  }
  async function h() {
    for (;;) {
      await tick();
      if (await later(true)) return "h";
    }
    log("never");
  }
  log(await h());
}
