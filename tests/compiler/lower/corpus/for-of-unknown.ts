// @ts-nocheck
import { tick, later } from "harness";

export default async function main(log) {
  const box = { items: [1, 2, 3] };
  for (const x of box.items) {
    await tick();
    log(x);
    if (x === 2) break;
  }
  const get = () => ["p", "q"];
  for (const x of get()) {
    log(await later(x));
  }
}
