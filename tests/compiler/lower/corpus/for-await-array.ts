// @ts-nocheck
import { tick, later, fail } from "harness";

export default async function main(log) {
  for await (const x of [later(1), 2, later(3)]) {
    log(x);
    if (x === 2) await tick();
  }
  try {
    for await (const x of [later(1), fail("el")]) log(x);
  } catch (e) {
    log(e);
  }
  for await (const [a, b] of [later([1, 2])]) log(a, b);
}
