// @ts-nocheck
import { tick, later } from "harness";

export default async function main(log) {
  let n = 0;
  const add = async (k) => {
    await tick();
    n += k;
    return n;
  };
  log(await add(2));
  n = 100;
  log(await add(3));
  log(n);
  const get = async () => c;
  const c = await later("late");
  log(await get());
}
