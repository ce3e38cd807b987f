// @ts-nocheck
import { tick, later, fail } from "harness";

export default async function main(log) {
  async function f(x) {
    try {
      for (const y of [0, 1]) {
        switch (x) {
          default:
            continue;
            return fail("never");
          case 1:
            log(await later(y));
            break;
          case 2:
            if (y) return fail("returned, not thrown in here");
            await tick();
        }
      }
      throw new Error("still in the try");
    } catch (e) {
      log("caught", e);
      await tick();
    }
    return "end";
  }
  for (const x of [0, 1, 2]) {
    try {
      log(await f(x));
    } catch (e) {
      log("outside", e);
    }
  }
  async function g() {
    for (const y of [0, 1, 2]) {
      try {
        await tick();
        if (y === 0) continue;
        if (y === 1) break;
        log("never");
      } catch (e) {
        log("too late", e);
      }
    }
    throw new Error("behind the try");
  }
  try {
    await g();
  } catch (e) {
    log("outside", e);
  }
}
