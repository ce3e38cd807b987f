// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  async function f() {
    for (let i = 0; i < 5; i++) {
      try {
        if (i === 1) continue;
        if (i === 3) break;
        log(i);
        await tick();
      } catch {
        log("c");
      }
    }
    try {
      for (const x of [1, 2, 3]) {
        for (const y of [1, 2]) {
          if (x === 2) return [x, y];
        }
      }
      await tick();
    } finally {
      log("fin");
      await tick();
    }
  }
  log(await f());
}
