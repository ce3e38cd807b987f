// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  function f() {
    const even = async (n) => {
      await tick();
      return n === 0 ? true : odd(n - 1);
    };
    const odd = async (n) => (n === 0 ? false : await even(n - 1));
    return even;
  }
  log(await f()(7), await f()(8));
  function g() {
    return a;
    async function a(n) {
      return n > 0 ? await b(n - 1) : "a";
    }
    async function b(n) {
      return n > 0 ? await a(n - 1) : "b";
    }
  }
  log(await g()(3), await g()(4));
}
