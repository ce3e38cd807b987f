// @ts-nocheck
import { tick, later } from "harness";

export default async function main(log) {
  for (const x of [0, 1, 2]) {
    if (x === 0) log("zero");
    else if (x === 1) {
      await tick();
      log("one");
    } else log(await later("many"));
    log("after", x);
  }
}
