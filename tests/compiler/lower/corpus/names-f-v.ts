// @ts-nocheck
import { tick, later } from "harness";

export default async function main(log) {
  const f = async (v) => {
    const t = await later(v);
    await tick();
    return t;
  };
  log(await f(1));
  let v = await later(2);
  log(v);
  const state = 5;
  await tick();
  log(state);
  let value = await later(3);
  log(value);
}
