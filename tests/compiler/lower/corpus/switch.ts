// @ts-nocheck
import { tick, later } from "harness";

export default async function main(log) {
  async function f(x) {
    switch (x) {
      case 1:
        log("one");
      case 2:
        await tick();
        log("two");
        break;
      default:
        log("default");
      case 3:
        log("three", await later(3));
        break;
      case 4:
      case 5:
        return "ret" + x;
    }
    return "end" + x;
  }
  for (const x of [1, 2, 3, 4, 5, 6]) log(await f(x));
}
