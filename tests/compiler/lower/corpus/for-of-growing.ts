// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  const list = [1, 2];
  for (const x of list) {
    await tick();
    if (list.length < 5) list.push(x + 2);
    log(x);
  }
}
