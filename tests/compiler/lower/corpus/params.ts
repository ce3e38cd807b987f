// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  let calls = 0;
  const side = () => ++calls;
  async function f(a, b = 2, { c, d: [d] = [4] } = { c: 3 }, ...rest) {
    await tick();
    return [a, b, c, d, rest];
  }
  log(await f(1), await f(1, undefined, { c: 5, d: [6] }, 7, 8), await f());
  async function g(a = side(), b = a + 1, k = () => a) {
    a = 10;
    await tick();
    return [a, b, k()];
  }
  log(await g(), await g(5));
  const h = async ({ x }) => x;
  log(await h({ x: 1 }));
  try {
    await h();
  } catch (e) {
    log(e);
  }
  async function unused(a, b, c) {
    await tick();
    return b;
  }
  log(await unused(1, 2, 3));
  async function last(...xs) {
    await tick();
    return xs.length;
  }
  log(await last(1, 2, 3));
  async function reassigned(a, b) {
    a++;
    await tick();
    b = a;
    await tick();
    return [a, b];
  }
  log(await reassigned(1));
}
