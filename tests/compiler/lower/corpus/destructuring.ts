// @ts-nocheck
import { later } from "harness";

export default async function main(log) {
  const { a, b: { c = 3 } = {}, ...rest } = await later({ a: 1, x: 9 });
  log(a, c, rest);
  const [d, , e = 5, ...f] = await later([1, 2, undefined, 4, 5]);
  log(d, e, f);
  let p, q;
  ({ p, q = 4 } = await later({ p: 3 }));
  [p, q] = [q, await later(p)];
  log(p, q);
  const o = {};
  ({ a: o.x, b: o["y"] } = await later({ a: 1, b: 2 }));
  [o.z = 8] = await later([]);
  log(o);
}
