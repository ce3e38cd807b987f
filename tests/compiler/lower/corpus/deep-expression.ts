// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  const g = async (x) => {
    await tick();
    return x;
  };
  log(
    await g((await g(await g(1))) + (await g(2))),
    [await g(1), { a: [await g(2), `${await g(3)}`] }],
    (await g({ f: async (y) => y })).f === undefined,
    await (await g({ f: async (y) => y })).f(await g(4)),
  );
}
