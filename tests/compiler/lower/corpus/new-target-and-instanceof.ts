// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  async function f() {
    await tick();
    return new.target;
  }
  log(await f());
  class E2 extends Error {
    constructor(m) {
      super(m);
      this.name = "E2";
    }
  }
  try {
    await (async () => {
      throw new E2("mine");
    })();
  } catch (e) {
    log(e instanceof E2, e instanceof Error, e);
  }
}
