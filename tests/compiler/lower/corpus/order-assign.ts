// @ts-nocheck
import { later, fail } from "harness";

export default async function main(log) {
  const t = (x) => (log("t", x), x);
  const o = { a: 1, b: { c: 2 } };
  o.a = await later(5);
  t(o).b.c = t(await later(6));
  o[t("k")] = await later(7);
  t(o)[(log("key"), "z")] = await later(8);
  log(o);
  o.a += await later(1);
  o[t("a")] *= await later(3);
  o.b.c -= await (async () => {
    o.b.c = 100;
    return 1;
  })();
  log(o);
  let x = 1;
  x += await (async () => {
    x = 50;
    return 2;
  })();
  log(x);
  x = x + (await later(1));
  log(x);
  x **= await later(2);
  log(x);
  let n = null,
    m = 0,
    p = 5;
  n ??= await later(1);
  m ||= await later(2);
  p &&= await later(3);
  n ??= await fail("no");
  m ||= await fail("no");
  log(n, m, p);
  o.q ??= await later("q");
  o.q ||= await fail("no");
  o.q &&= await later("r");
  o[t("w")] ??= await later("w");
  log(o, (o.q &&= await later(0)), (o.zz ??= 4));
  let y, z;
  y = z = await later(9);
  log(y, z, (y = await later(3)));
  (await later(o)).a = 0;
  (await later(o)).a++;
  --(await later(o)).a;
  (await later(o))["a"] += 4;
  o[await later("a")]++;
  log(o.a);
}
