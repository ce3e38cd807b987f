// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  async function fact(n) {
    return n <= 1 ? 1 : n * (await fact(n - 1));
  }
  const fib = async (n) => (n < 2 ? n : (await fib(n - 1)) + (await fib(n - 2)));
  const named = async function self(n) {
    await tick();
    return n ? [n, await self(n - 1)] : "end";
  };
  log(await fact(6), await fib(8), await named(2));
}
