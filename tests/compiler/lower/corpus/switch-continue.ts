// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  for (let i = 0; i < 5; i++) {
    switch (i) {
      case 1:
        continue;
      case 2:
        await tick();
        break;
      case 4:
        log("four");
    }
    log(i);
  }
  for (let i = 0; i < 5; i++) {
    await tick();
    switch (i) {
      case 1:
        continue;
      case 3:
        break;
    }
    log(i);
  }
}
