// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  async function f() {
    try {
      for (const x of [1, 2, 3]) {
        try {
          await tick();
          if (x === 2) return x;
        } finally {
          log("i", x);
        }
      }
    } finally {
      log("o");
    }
  }
  log(await f());
}
