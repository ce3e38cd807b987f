// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  const fns = [];
  for (const x of [1, 2]) {
    log(g());
    fns.push(g);
    await tick();
    function g() {
      return h() + 1;
    }
    function h() {
      return x;
    }
    fns.push(h);
  }
  log(fns.map((f) => f()));
}
