// @ts-nocheck
import { tick, later } from "harness";

export default async function main(log) {
  const { a, ...r } = { a: 1, b: 2, ...(await later({ c: 3 })) };
  const f = async ({ x, ...o }, [y, ...z]) => {
    await tick();
    return [x, o, y, z];
  };
  log(a, r, await f({ x: 1, p: 2 }, [3, 4, 5]));
}
