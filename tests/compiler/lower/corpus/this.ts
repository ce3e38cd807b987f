// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  class A {
    n = 1;
    #secret = 40;
    static s = "st";
    handler = async (x) => {
      await tick();
      return [this.n, x];
    };
    async m(k) {
      await tick();
      this.n += k;
      const f = async () => {
        await tick();
        return this.n++;
      };
      return [await f(), (() => this.n)(), await this.p()];
    }
    async p() {
      this.#secret++;
      await tick();
      return this.#secret + (await this.#q(2));
    }
    async #q(x) {
      await tick();
      return x + this.#secret;
    }
    static async t() {
      await tick();
      return this.s;
    }
    async ["computed" + 1]() {
      await tick();
      return "c" + this.n;
    }
  }
  const a = new A();
  log(await a.m(5), await A.t(), await a.computed1(), await a.handler(9));
  const o = {
    v: 3,
    async f() {
      await tick();
      return this.v;
    },
    g: async function () {
      await tick();
      return this.v;
    },
  };
  log(await o.f(), await o.g());
  const loose = o.f;
  try {
    await loose();
  } catch (e) {
    log(e);
  }
}
