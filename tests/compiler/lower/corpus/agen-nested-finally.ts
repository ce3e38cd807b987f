// @ts-nocheck
import { tick, later, fail } from "harness";

export default async function main(log) {
  async function* g() {
    try {
      try {
        yield 1;
      } finally {
        log("a");
        yield 2;
        log("b");
      }
    } catch (e) {
      log("c", e);
    } finally {
      log("d");
    }
  }
  let it = g();
  log(await it.next(), await it.return("r"), await it.next(), await it.next());
  it = g();
  log(await it.next(), await it.throw(new Error("t")), await it.throw(new Error("u")), await it.next());
  async function* h() {
    for (const x of [1, 2, 3]) {
      try {
        if (x === 2) continue;
        yield x;
      } finally {
        log("f", x);
        await tick();
      }
    }
  }
  for await (const x of h()) log(x);
  async function* r() {
    try {
      return later("awaited");
    } finally {
      log("fin");
    }
  }
  log(await r().next());
  async function* rf() {
    try {
      return fail("awaited");
    } catch (e) {
      log("in", e);
      yield "c";
    }
  }
  log(await rf().next());
}
