// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  async function f(x) {
    l: try {
      await tick();
      if (x === 0) return 1;
      if (x === 1) throw new Error("lost");
      log("b");
    } finally {
      await tick();
      if (x === 0) return 2;
      if (x === 1) break l;
      if (x === 2) throw new Error("fin");
    }
    return "end";
  }
  for (const x of [0, 1, 2, 3]) {
    try {
      log(await f(x));
    } catch (e) {
      log(e);
    }
  }
}
