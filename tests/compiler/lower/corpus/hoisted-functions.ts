// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  log(early(), await earlyAsync());
  function early() {
    return typeof later3;
  }
  async function earlyAsync() {
    await tick();
    return early();
  }
  const later2 = 1;
  await tick();
  log(early());
  {
    log(inner());
    await tick();
    function inner() {
      return "inner";
    }
    log(inner());
  }
}
