// @ts-nocheck
import { fail } from "harness";

export default async function main(log) {
  async function f() {
    try {
      return await fail("x");
    } catch (e) {
      return "caught " + e.message;
    }
  }
  async function g() {
    try {
      return fail("y");
    } catch (e) {
      return "not caught here";
    }
  }
  log(await f());
  try {
    log(await g());
  } catch (e) {
    log("outside", e);
  }
}
