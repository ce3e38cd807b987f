// @ts-nocheck
import { later, fail } from "harness";

export default async function main(log) {
  async function f() {
    try {
      await fail("1");
    } catch (e) {
      throw await later(new Error("2" + e.message));
    }
  }
  try {
    await f();
  } catch (e) {
    log(e);
  }
}
