// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  class A {
    static #count = 0;
    #id = ++A.#count;
    static async create() {
      await tick();
      return new A();
    }
    get #secret() {
      return "s" + this.#id;
    }
    async reveal() {
      await tick();
      return [this.#secret, A.#count];
    }
    #m() {
      return this.#id;
    }
    async call() {
      await tick();
      this.#id += 10;
      this.#id++;
      return this.#m();
    }
    static {
      this.ready = true;
    }
  }
  class B extends A {
    #id = "b";
    async both() {
      await tick();
      return [this.#id, await this.call()];
    }
  }
  log(await (await A.create()).reveal(), await new B().both(), A.ready);
}
