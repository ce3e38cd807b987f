// @ts-nocheck
import { tick, later } from "harness";

export default async function main(log) {
  const o = { a: 1, b: 2, c: 3 };
  for (const k in o) {
    log(k, await later(o[k]));
    if (k === "a") delete o.b;
  }
  for (const k in null) {
    await tick();
    log(k);
  }
  for (const k in [7, 8]) {
    await tick();
    log(k);
    if (k === "0") continue;
  }
  for (const k in "xy") {
    await tick();
    log(k);
    break;
  }
  let z = {};
  for (z.key in { q: 1 }) {
    await tick();
  }
  log(z);
}
