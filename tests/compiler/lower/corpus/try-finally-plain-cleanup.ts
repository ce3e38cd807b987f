// @ts-nocheck
import { tick, later, fail } from "harness";

export default async function main(log) {
  async function f(mode) {
    try {
      await tick();
      if (mode === 1) return await later("r");
      if (mode === 2) await fail("f");
      log("b");
    } finally {
      log("fin", mode);
    }
  }
  for (const m of [0, 1, 2]) {
    try {
      log(await f(m));
    } catch (e) {
      log(e);
    }
  }
}
