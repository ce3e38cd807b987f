// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  async function* count(n) {
    for (let i = 0; i < n; i++) {
      await tick();
      yield i;
    }
  }
  async function* map(src, f) {
    for await (const x of src) yield await f(x);
  }
  async function* take(src, n) {
    try {
      for await (const x of src) {
        if (n-- <= 0) return;
        yield x;
      }
    } finally {
      log("take closed");
    }
  }
  const out = [];
  for await (const x of take(
    map(count(10), async (x) => x * x),
    4,
  ))
    out.push(x);
  log(out);
}
