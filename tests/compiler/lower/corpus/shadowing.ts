// @ts-nocheck
import { tick, later } from "harness";

export default async function main(log) {
  const x = "outer";
  {
    await tick();
    const x = "inner";
    log(x);
    await tick();
    log(x);
  }
  log(x);
  {
    const y = 1;
    await tick();
    log(y);
    {
      const y = 2;
      await tick();
      log(y);
    }
    log(y);
  }
  {
    const y = 3;
    await tick();
    log(y);
  }
  await tick();
  {
    const log2 = log;
    log2(shadow());
    const shadow1 = 5;
    log(shadow1);
    await tick();
  }
  const f = 1,
    v = 2;
  await tick();
  log(f, v, await later(3), v);
  function shadow() {
    return "module-like";
  }
}
