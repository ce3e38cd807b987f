// @ts-nocheck
import { tick, later, fail } from "harness";

export default async function main(log) {
  try {
    await fail("a");
    log("no");
  } catch (e) {
    log(e);
  }
  try {
    log(await later(1));
    throw new Error("b");
  } catch {
    await tick();
    log("caught");
  }
  try {
    try {
      await fail("c");
    } catch (e) {
      log("in", e);
      throw new Error("d");
    }
  } catch (e) {
    log("out", e);
  }
  try {
    await tick();
  } catch {
    log("never");
  }
  try {
    null.x;
    await tick();
  } catch (e) {
    log(e);
  }
  try {
    await tick();
  } catch ({ message }) {
    log(message);
  }
  try {
    await fail("pat");
  } catch ({ message, name: [n] }) {
    await tick();
    log(message, n);
  }
}
