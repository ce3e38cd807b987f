// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  for (const x of [1, 2]) {
    let a;
    log(a);
    await tick();
    a = x;
    await tick();
    log(a);
  }
  {
    let a;
    await tick();
    log(a);
    a = 1;
    await tick();
    log(a);
  }
  {
    let a;
    await tick();
    log(a);
  }
}
