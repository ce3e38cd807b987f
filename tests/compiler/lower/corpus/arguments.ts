// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  async function f(a, b) {
    await tick();
    const g = () => arguments.length;
    return [arguments[0], arguments[2], g(), a];
  }
  log(await f(1, 2, 3));
}
