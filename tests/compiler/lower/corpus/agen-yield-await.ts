// @ts-nocheck
import { later, fail } from "harness";

export default async function main(log) {
  async function* g() {
    const a = yield later(1);
    log(a);
    yield (await later(2)) + (yield 3);
    try {
      yield fail("y");
    } catch (e) {
      log(e);
    }
    return later("r");
  }
  const it = g();
  for (const x of ["a", "b", "c", "d", "e"]) log(await it.next(x));
}
