// @ts-nocheck
import { tick, later } from "harness";

export default async function main(log) {
  async function a() {
    await tick();
    return "a";
  }
  async function b() {
    return a();
  }
  const c = async () => b();
  const d = () => c();
  log(await b(), await c(), await d());
  async function e(x) {
    return x ? await a() : later("else");
  }
  log(await e(1), await e(0));
}
