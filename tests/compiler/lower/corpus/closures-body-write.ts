// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  const fns = [];
  for (let i = 0; i < 6; i++) {
    fns.push(() => i);
    await tick();
    i++;
    fns.push(() => (i += 10));
    await tick();
  }
  log(fns.map((f) => f()));
  log(fns.map((f) => f()));
}
