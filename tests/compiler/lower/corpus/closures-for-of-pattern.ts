// @ts-nocheck
import { tick, later } from "harness";

export default async function main(log) {
  const fns = [];
  for (let { a, b = await later(7) } of [{ a: 1 }, { a: 2, b: 3 }]) {
    fns.push(() => a++ + b);
    await tick();
    a += 100;
  }
  log(fns.map((f) => f()));
  log(fns.map((f) => f()));
}
