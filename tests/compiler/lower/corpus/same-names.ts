// @ts-nocheck
import { tick, later } from "harness";

export default async function main(log) {
  {
    const { a, ...b } = { a: 1, b: 2 };
    log(a, b);
  }
  {
    const { a = 3, [1]: b = 5 } = {};
    log(a);
    await tick();
    log(b);
  }
  {
    let a;
    await tick();
    log(a);
    let [b, c = a] = [await later(1)];
    a = c;
    await tick();
    log(a, b);
  }
  const out = [];
  for (const a of [1, 2]) {
    await tick();
    for (const b of [a, a * 2]) {
      await tick();
      out.push(() => [a, b]);
    }
    for (const b of [3]) {
      const c = await later(b + a);
      await tick();
      out.push(c);
    }
  }
  log(out.map((x) => (typeof x === "function" ? x() : x)));
}
