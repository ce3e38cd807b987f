// @ts-nocheck
import { tick, fail } from "harness";

export default async function main(log) {
  const fns = [];
  for (const x of [1, 2]) {
    try {
      await fail("e" + x);
    } catch (e) {
      fns.push(() => e.message);
      await tick();
      fns.push(() => {
        e = new Error("set");
      });
    }
  }
  log(fns[0](), fns[2]());
  fns[1]();
  log(fns[0](), fns[2]());
}
