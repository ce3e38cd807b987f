// @ts-nocheck
import { tick, fail } from "harness";

export default async function main(log) {
  async function f(x) {
    try {
      try {
        await tick();
        if (x === 0) return "r";
        if (x === 1) await fail("e");
      } finally {
        log("inner");
        try {
          try {
            throw new Error("hidden");
          } finally {
            await tick();
            log("deep");
          }
        } catch (e) {
          log("swallow", e);
        }
      }
    } finally {
      log("outer");
      await tick();
    }
    return "n";
  }
  for (const x of [0, 1, 2]) {
    try {
      log(await f(x));
    } catch (e) {
      log(e);
    }
  }
}
