// @ts-nocheck
import { tick, later } from "harness";

export default async function main(log) {
  for (var i = 0; i < 2; i++) {
    var seen;
    log(seen);
    seen = i;
    await tick();
    var w = "w" + i;
  }
  log(i, seen, w);
  if (await later(false)) {
    var never = 1;
  }
  log(never);
}
