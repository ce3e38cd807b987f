// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  async function f(x) {
    try {
      await tick();
      if (x & 1) throw new Error("a");
      if (x & 4) return "ret";
      log("body");
    } catch (e) {
      log(e);
      await tick();
      if (x & 2) throw new Error("b");
      if (x & 8) return "cr";
    } finally {
      log("fin");
      await tick();
    }
    return "end";
  }
  for (const x of [0, 1, 3, 4, 5, 9]) {
    try {
      log(await f(x));
    } catch (e) {
      log(e);
    }
  }
}
