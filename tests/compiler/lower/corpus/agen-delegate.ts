// @ts-nocheck
import { tick, later } from "harness";

export default async function main(log) {
  async function* inner(n) {
    try {
      const a = yield "i" + n;
      log("inner got", a);
      yield "j" + n;
    } catch (e) {
      log("inner caught", e);
      yield "k";
    } finally {
      log("inner fin");
      await tick();
    }
    return "inner ret";
  }
  async function* outer() {
    const r = yield* inner(1);
    log(r);
    try {
      yield* inner(2);
    } finally {
      log("outer fin");
    }
    yield* [later("x"), "y"];
    return "end";
  }
  for await (const x of outer()) log(x);
  let it = outer();
  log(
    await it.next(),
    await it.next("v"),
    await it.throw(new Error("t")),
    await it.next(),
    await it.next(),
    await it.return("r"),
    await it.next(),
  );
}
