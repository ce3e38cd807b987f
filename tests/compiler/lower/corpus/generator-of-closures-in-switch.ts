// @ts-nocheck
import { tick, later } from "harness";

export default async function main(log) {
  const fns = [];
  for (let i = 0; i < 3; i++) {
    switch (i) {
      case 0: {
        const k = "zero";
        fns.push(() => k);
        await tick();
        break;
      }
      case 1:
        fns.push(() => i);
      default:
        const q = await later(i);
        fns.push(() => [q, i]);
    }
  }
  log(fns.map((f) => f()));
}
