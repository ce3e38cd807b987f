// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  let i = 0;
  const fns = [];
  while (i < 3) {
    const j = i;
    let k = 0;
    fns.push(() => [j, k++, i]);
    await tick();
    i++;
    k++;
  }
  log(fns.map((f) => f()));
  log(fns.map((f) => f()));
}
