// @ts-nocheck
import { tick, later } from "harness";

export default async function main(log) {
  const make = (n) => ({
    [Symbol.iterator]() {
      let i = 0;
      log("open");
      return {
        next() {
          log("next", i);
          return i < n ? { value: i++, done: false } : { value: undefined, done: true };
        },
        return() {
          log("closed");
          return {};
        },
      };
    },
  });
  for (const x of make(2)) {
    await tick();
    log(x);
  }
  for (const x of make(5)) {
    await tick();
    if (x === 1) break;
    log(x);
  }
  try {
    for (const x of make(5)) {
      await tick();
      throw new Error("x" + x);
    }
  } catch (e) {
    log(e);
  }
  outer: for (const a of make(3)) {
    for (const b of make(3)) {
      await tick();
      log(a, b);
      if (b === 1) continue outer;
      if (a === 1) break outer;
    }
  }
  async function find() {
    for (const x of make(4)) {
      if (x === 2) return "found " + (await later(x));
      await tick();
    }
  }
  return await find();
}
