// @ts-nocheck
import { tick, later } from "harness";

export default async function main(log) {
  async function f(x) {
    let r;
    if (x) {
      const y = await later(1);
      r = y;
    } else {
      const y = await later(2);
      r = y + 10;
    }
    for (const y of [1, 2]) {
      await tick();
      let z;
      log(z);
      z = y;
      await tick();
      r += z;
    }
    return r;
  }
  log(await f(1), await f(0));
}
