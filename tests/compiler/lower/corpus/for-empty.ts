// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  let i = 0;
  for (;;) {
    await tick();
    if (++i > 3) break;
  }
  log(i);
}
