// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  let a = 1;
  const bump = async () => {
    await tick();
    a++;
    return a;
  };
  log(a, await bump(), a, await bump(), a);
  const o = { k: 0 };
  log(
    [
      o.k,
      await (async () => {
        o.k = 5;
        return 1;
      })(),
      o.k,
    ],
    { a, b: await bump(), c: a },
    `${a}${await bump()}${a}`,
  );
  let f = (...x) => ["f", ...x];
  const g = f;
  log(f(a, await bump()), ((f = null), g)(await bump()));
}
