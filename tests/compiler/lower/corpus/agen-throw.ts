// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  async function* g() {
    for (;;) {
      try {
        yield 1;
      } catch (e) {
        log("caught", e);
        yield "c";
      } finally {
        log("fin");
      }
    }
  }
  let it = g();
  log(await it.next(), await it.throw(new Error("a")), await it.next(), await it.return(3));
  async function* h() {
    yield 1;
  }
  it = h();
  await it.next();
  try {
    await it.throw(new Error("b"));
  } catch (e) {
    log(e);
  }
  log(await it.next());
  it = h();
  try {
    await it.throw(new Error("c"));
  } catch (e) {
    log(e);
  }
  log(await it.next());
  async function* k() {
    await tick();
    throw new Error("inside");
  }
  try {
    for await (const x of k()) log(x);
  } catch (e) {
    log(e);
  }
}
