// @ts-nocheck
import { tick, later } from "harness";

export default async function main(log) {
  log(1);
  await tick();
  log(await later(2));
  const x = await later(3);
  log(x);
  return x + (await later(4));
}
