// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  const step = async (x) => {
    if (x % 2) await tick();
    return x + 1;
  };
  let x = 0;
  for (let i = 0; i < 50; i++) x = await step(await step(x));
  log(x);
}
