// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  const fns = [];
  for (const k in { a: 1, b: 2 }) {
    await tick();
    fns.push(() => k);
  }
  log(fns.map((f) => f()));
}
