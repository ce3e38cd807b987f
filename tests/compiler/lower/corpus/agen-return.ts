// @ts-nocheck
import { tick, later } from "harness";

export default async function main(log) {
  async function* g() {
    try {
      log("in");
      yield 1;
      yield 2;
    } finally {
      log("fin");
      await tick();
      log("fin2");
    }
  }
  let it = g();
  log(await it.next());
  log(await it.return("r"));
  log(await it.next());
  it = g();
  log(await it.return("early"));
  log(await it.next());
  for await (const x of g()) {
    log(x);
    break;
  }
  async function* h() {
    try {
      yield 1;
    } finally {
      yield "from finally";
      log("go on");
    }
  }
  it = h();
  log(await it.next(), await it.return("x"), await it.next(), await it.next());
  async function* k() {
    try {
      yield 1;
    } finally {
      return "override";
    }
  }
  it = k();
  log(await it.next(), await it.return("x"));
  async function* m() {
    try {
      yield 1;
    } catch (e) {
      log("must not", e);
    } finally {
      log("f");
    }
    log("must not");
  }
  it = m();
  log(await it.next(), await it.return(later(5)));
}
