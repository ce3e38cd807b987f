// @ts-nocheck
import { tick, fail } from "harness";

export default async function main(log) {
  const make = (n, bad) => ({
    [Symbol.asyncIterator]() {
      let i = 0;
      return {
        async next() {
          log("next", i);
          await tick();
          if (bad === "next" && i === 1) throw new Error("next");
          return { value: i++, done: i > n };
        },
        async return(v) {
          await tick();
          log("closed", v);
          if (bad === "return") throw new Error("return");
          return {};
        },
      };
    },
  });
  for await (const x of make(2)) log(x);
  for await (const x of make(5)) {
    if (x === 1) break;
    await tick();
    log(x);
  }
  l: for (const y of [1, 2]) {
    for await (const x of make(5)) {
      log(y, x);
      if (x === 1) continue l;
      if (y === 2) break l;
    }
  }
  async function first() {
    for await (const x of make(5)) return x;
  }
  log(await first());
  for (const bad of ["next", "return", ""]) {
    try {
      for await (const x of make(4, bad)) {
        if (x === 2) break;
        log(x);
      }
      log("ok");
    } catch (e) {
      log(bad, e);
    }
    try {
      for await (const x of make(4, bad)) {
        if (x === 2) throw new Error("body");
        log(x);
      }
      log("ok");
    } catch (e) {
      log(bad, e);
    }
  }
  try {
    try {
      for await (const x of make(3)) {
        await fail("in");
      }
    } finally {
      log("fin");
    }
  } catch (e) {
    log(e);
  }
  async function inTry() {
    try {
      for await (const x of make(3)) {
        if (x === 1) return "r" + x;
      }
    } finally {
      log("fin");
      await tick();
    }
  }
  log(await inTry());
}
