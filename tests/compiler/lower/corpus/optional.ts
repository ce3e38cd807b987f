// @ts-nocheck
import { later, fail } from "harness";

export default async function main(log) {
  const o = {
    f: (x) => ["f", x],
    n: null,
    g: {
      h(x) {
        return [this === o.g, x];
      },
    },
  };
  log(
    o?.f(await later(1)),
    o.n?.f(await fail("no")),
    o.n?.[await fail("no")],
    o?.["f"]?.(await later(2)),
    o.zz?.(await fail("no")),
    o.g?.h(await later(3)),
    o.g.h?.(await later(4)),
  );
  log(
    (await later(null))?.x,
    (await later(o))?.g.h(5),
    (await later(o)).n?.x.y.z(await fail("no")),
    o?.g?.h?.(await later(6)),
    (await later(undefined))?.[1],
  );
  log(o?.[await later("f")]?.(7), o?.g[await later("h")](8));
}
