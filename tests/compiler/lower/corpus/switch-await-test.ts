// @ts-nocheck
import { later } from "harness";

export default async function main(log) {
  async function f(x) {
    switch (await later(x)) {
      case await later(1):
        log("one");
        break;
      case (log("test 2"), await later(2)):
        log("two");
      default:
        log("def");
      case 3:
        log("three");
    }
  }
  for (const x of [1, 2, 3, 4]) await f(x);
}
