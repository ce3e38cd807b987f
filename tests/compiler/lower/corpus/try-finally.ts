// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  async function f(mode) {
    try {
      await tick();
      if (mode === "throw") throw new Error("t");
      if (mode === "return") return "r";
      log("body");
    } finally {
      log("fin");
      await tick();
      log("fin2");
    }
    return "end";
  }
  for (const m of ["", "return", "throw"]) {
    try {
      log(await f(m));
    } catch (e) {
      log(e);
    }
  }
}
