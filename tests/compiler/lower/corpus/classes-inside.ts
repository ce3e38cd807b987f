// @ts-nocheck
import { tick, later } from "harness";

export default async function main(log) {
  class P {
    constructor(n) {
      this.n = n;
    }
    get() {
      return this.n + extra;
    }
    static make(n) {
      return new P(n);
    }
  }
  let extra = 1;
  await tick();
  extra = 2;
  log(new P(1).get(), P.make(5).get());
  class Q extends (await later(P)) {}
  log(new Q(3).get());
  for (const x of [1, 2]) {
    class R {
      v = x;
      get() {
        return [this.v, x];
      }
    }
    await tick();
    log(new R().get());
  }
}
