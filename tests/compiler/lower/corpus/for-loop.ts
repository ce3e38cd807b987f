// @ts-nocheck
import { tick, later } from "harness";

export default async function main(log) {
  for (let i = 0, n = 4; i < n; i += await later(1)) {
    if (i === 1) continue;
    log(i);
    await tick();
    if (i === 2) break;
  }
  for (var k = 0; k < 2; k++) await tick();
  log(k);
}
