// @ts-nocheck
import { tick, later } from "harness";

export default async function main(log) {
  let n = 0;
  (n++, await tick(), n++);
  log(n);
  void (await tick(), n++);
  log(n);
  await later(5);
  await tick();
  [await later(1)];
  ({ a: await later(2) });
  `${await later(3)}`;
  log("end");
}
