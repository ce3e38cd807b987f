// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  let n = 0;
  const inc = () => ++n;
  inc();
  await tick();
  inc();
  log(n);
  n = 10;
  await tick();
  log(inc(), n);
}
