// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  async function* g(n) {
    for (let i = 0; i < n; i++) {
      log("make", i);
      await tick();
      const got = yield i;
      log("got", got);
    }
    return "ret";
  }
  for await (const x of g(3)) log(x);
  const it = g(2);
  log(await it.next("a"));
  log(await it.next("b"));
  log(await it.next("c"));
  log(await it.next("d"));
  const empty = g(0);
  log(await empty.next());
}
