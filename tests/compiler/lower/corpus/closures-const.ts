// @ts-nocheck
import { tick, later } from "harness";

export default async function main(log) {
  const fns = [];
  for (const x of [1, 2, 3]) {
    const y = await later(x * 2);
    fns.push(() => [x, y]);
    await tick();
    log(fns[0]());
  }
  log(fns.map((f) => f()));
}
