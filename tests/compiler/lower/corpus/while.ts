// @ts-nocheck
import { later } from "harness";

export default async function main(log) {
  let i = 0;
  while (i < 5) {
    i++;
    if (i === 2) continue;
    if (i === 4) break;
    log(i, await later(i * 10));
  }
  log("end", i);
}
