// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  outer: for (let i = 0; i < 4; i++) {
    await tick();
    for (let j = 0; j < 4; j++) {
      if (j === 2) continue outer;
      if (i === 2) break outer;
      log(i, j);
    }
  }
  outer2: while (true) {
    await tick();
    switch (1) {
      case 1:
        break outer2;
    }
  }
}
