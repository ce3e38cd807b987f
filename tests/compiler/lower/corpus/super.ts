// @ts-nocheck
import { tick, later } from "harness";

export default async function main(log) {
  class B {
    constructor() {
      this.x = 1;
    }
    async m(a, b) {
      await tick();
      return [this.x, a, b];
    }
    get v() {
      return "v" + this.x;
    }
    plain() {
      return "plain" + this.x;
    }
    static async s() {
      return "S";
    }
  }
  class C extends B {
    async m(a) {
      const r = await super.m(a, await later(2));
      const g = async () => [await super.m(3), super.v];
      return [r, super.v, super.plain(), await g(), super.plain(await later(1))];
    }
    static async s() {
      return (await super.s()) + "c";
    }
  }
  log(await new C().m(9), await C.s());
  const base = {
    async hi() {
      return "hi";
    },
  };
  const o = {
    __proto__: base,
    async hi() {
      return (await super.hi()) + "!";
    },
  };
  log(await o.hi());
  class S extends B {
    set v(x) {
      log("never", x);
    }
    async w() {
      super.z = await later(5);
      const f = async () => {
        super.z2 = super.plain();
        return this.z2;
      };
      return [this.z, await f(), super.plain(...[1], await later(2))];
    }
  }
  log(await new S().w());
}
