// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  async function f(a) {
    log("f", a);
    await tick();
    log("f2");
    return a * 2;
  }
  log(await f(1), await f(2));
}
