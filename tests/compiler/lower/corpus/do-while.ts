// @ts-nocheck
import { tick, later } from "harness";

export default async function main(log) {
  let i = 0;
  do {
    i++;
    if (i === 2) continue;
    log(await later(i));
  } while (i < 4);
  do {
    await tick();
    log("once");
  } while (await later(false));
}
