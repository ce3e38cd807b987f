// @ts-nocheck
import { tick, later } from "harness";

export default async function main(log) {
  async function f(x) {
    a: for (const y of [1, 2, 3]) {
      await tick();
      try {
        try {
          if (x === 0) continue a;
          if (x === 1) break a;
          if (x === 2) return "returned";
          if (x === 3) return later("awaited");
        } finally {
          log("finally", y);
          if (y === 2 && x > 0) throw new Error("from finally");
        }
      } catch (e) {
        log("caught", e);
      }
      try {
        if (x > 1) break a;
      } finally {
        if (x === 4) return "override";
        if (x === 5) continue a;
      }
      log("body", y);
    }
    return "end";
  }
  for (const x of [0, 1, 2, 3, 4, 5]) log(await f(x));
  async function g(x) {
    try {
      try {
        return later("lost");
      } finally {
        if (x) throw new Error("keeps its handler");
      }
      await tick();
    } catch (e) {
      return "caught " + e.message;
    }
  }
  log(await g(0), await g(1));
  async function h() {
    l: {
      log(await later(1));
      try {
        break l;
      } finally {
        return 0;
      }
    }
    log("never");
  }
  log(await h());
}
