// @ts-nocheck
import { tick, later } from "harness";

export default async function main(log) {
  const out = [];
  for (const x of [1, 2, 3]) {
    await tick();
    if (x === 2) continue;
    out.push(await later(x));
  }
  for (const [a, b] of [
    [1, 2],
    [3, 4],
  ]) {
    log(a, await later(b));
  }
  let y;
  for (y of "abc") {
    await tick();
    log(y);
  }
  return out;
}
