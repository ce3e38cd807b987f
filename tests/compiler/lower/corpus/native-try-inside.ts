// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  async function f() {
    for (let i = 0; i < 4; i++) {
      await tick();
      try {
        if (i === 1) continue;
        if (i === 3) return "r" + i;
        if (i === 2) throw new Error("x");
        log(i);
      } catch (e) {
        log(e);
      } finally {
        log("fin", i);
      }
    }
  }
  log(await f());
  async function g() {
    try {
      await tick();
      try {
        return "a";
      } finally {
        log("plain");
      }
    } finally {
      await tick();
      log("states");
    }
  }
  log(await g());
}
