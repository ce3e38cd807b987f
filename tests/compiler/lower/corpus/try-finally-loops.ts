// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  async function f() {
    a: for (let i = 0; i < 4; i++) {
      try {
        await tick();
        if (i === 0) continue;
        if (i === 1) continue a;
        if (i === 3) break a;
        log("body", i);
      } finally {
        log("fin", i);
        await tick();
      }
    }
    return "done";
  }
  log(await f());
}
