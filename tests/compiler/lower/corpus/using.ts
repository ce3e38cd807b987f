// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  const res = (name) => ({
    name,
    [Symbol.dispose]() {
      log("dispose", name);
    },
  });
  {
    using a = res("a"),
      b = res("b");
    using c = null;
    log("body", a.name, c);
    await tick();
  }
  function plain() {
    using x = res("plain");
    return x.name;
  }
  log(plain());
  async function f(mode) {
    using x = res("x" + mode);
    await tick();
    if (mode === 1) return "r";
    if (mode === 2) throw new Error("t");
    log("b");
  }
  for (const m of [0, 1, 2]) {
    try {
      log(await f(m));
    } catch (e) {
      log(e);
    }
  }
  for (const n of [1, 2]) {
    using x = res("loop" + n);
    if (n === 1) continue;
    await tick();
    log(x.name);
  }
  for (using y of [res("of1"), res("of2")]) {
    log(y.name);
    await tick();
  }
  class R {
    constructor(n) {
      this.n = n;
    }
    [Symbol.dispose]() {
      log("R", this.n);
    }
  }
  {
    using r = new R(1);
    await tick();
  }
}
