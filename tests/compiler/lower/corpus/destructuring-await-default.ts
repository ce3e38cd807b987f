// @ts-nocheck
import { later, fail } from "harness";

export default async function main(log) {
  const t = (x) => (log("t", x), x);
  const {
    a = await later(1),
    [await later("k")]: b = t(2),
    c: { d = await later(3) } = {},
    ...rest
  } = { k: undefined, x: 1, y: 2 };
  log(a, b, d, rest);
  const [e = await later(4), f, [g = await later(5)] = [], ...h] = [undefined, 6, undefined, 7, 8];
  log(e, f, g, h);
  let x, y;
  [x = await later(1), y = x + (await later(1))] = [];
  log(x, y);
  ({ x, y = await later(7) } = { x: 2 });
  log(x, y);
  const o = {};
  const r = ([o[await later("k")], o.m = await later(2)] = [1]);
  log(o, r);
  try {
    const { z = await fail("dflt") } = {};
  } catch (err) {
    log(err);
  }
  for (const { v = await later("v") } of [{}, { v: 1 }]) log(v);
}
