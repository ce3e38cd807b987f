// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  const bad = (where) => ({
    [Symbol.iterator]() {
      let i = 0;
      return {
        next() {
          if (where === "next" && i === 1) throw new Error("next");
          return { value: i++, done: i > 3 };
        },
        return() {
          log("closed");
          if (where === "return") throw new Error("return");
          return {};
        },
      };
    },
  });
  for (const where of ["next", "return", ""]) {
    try {
      for (const x of bad(where)) {
        await tick();
        if (x === 1) break;
        log(x);
      }
      log("ok");
    } catch (e) {
      log(where, e);
    }
    try {
      for (const x of bad(where)) {
        await tick();
        if (x === 1) throw new Error("body");
        log(x);
      }
      log("ok");
    } catch (e) {
      log(where, e);
    }
  }
}
