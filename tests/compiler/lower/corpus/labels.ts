// @ts-nocheck
import { tick, later } from "harness";

export default async function main(log) {
  a: for (let i = 0; i < 3; i++) {
    b: for (let j = 0; j < 3; j++) {
      await tick();
      if (j === 1 && i === 0) continue a;
      if (i === 1) break b;
      if (i === 2) break a;
      log(i, j);
    }
    log("end", i);
  }
  c: {
    await tick();
    log("in");
    if (await later(true)) break c;
    log("never");
  }
  d: {
    for (const x of [1, 2]) {
      if (x === 2) break d;
      log(x);
    }
    log("never");
    await tick();
  }
}
