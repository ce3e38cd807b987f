// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  async function f(x) {
    switch (x) {
      case 0:
        let y = 1;
        await tick();
        log(y);
        break;
      case 1:
        y = 5;
        log(y);
        await tick();
        log(y);
        function g() {
          return "g";
        }
        log(g());
    }
  }
  await f(0);
}
