// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  const fns = [];
  for (const x of [1, 2]) {
    let n = x;
    fns.push(() => n++);
    await tick();
    n += 10;
    await tick();
    fns.push(() => n);
  }
  log(fns.map((f) => f()));
  log(fns.map((f) => f()));
}
