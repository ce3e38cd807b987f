// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  const fns = [];
  for (const x of [1, 2]) {
    const get = () => later1;
    await tick();
    const later1 = x * 3;
    fns.push(get);
    await tick();
  }
  log(fns.map((f) => f()));
}
