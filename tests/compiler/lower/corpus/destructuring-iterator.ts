// @ts-nocheck
import { later, fail } from "harness";

export default async function main(log) {
  const make = (n) => ({
    [Symbol.iterator]() {
      let i = 0;
      return {
        next() {
          log("next");
          return { value: i, done: i++ >= n };
        },
        return() {
          log("closed");
          return {};
        },
      };
    },
  });
  const [a, b = await later(5)] = make(5);
  log(a, b);
  try {
    const [c = await fail("x")] = {
      [Symbol.iterator]: () => ({
        next: () => ({ value: undefined, done: false }),
        return() {
          log("closed2");
          return {};
        },
      }),
    };
  } catch (e) {
    log(e);
  }
  const [d = await later(1), ...e] = make(2);
  log(d, e);
}
