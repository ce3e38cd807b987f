// @ts-nocheck
import { later } from "harness";

export default async function main(log) {
  const t = (x) => (log("t", x), x);
  const o = {
    m(...a) {
      return [this === o, ...a];
    },
    n: {
      k(...a) {
        return [this === o.n, ...a];
      },
    },
  };
  log(o.m(t(1), await later(2), t(3), ...[t(4), await later(5)], t(6)));
  log(o.n.k(await later(1)), o["m"](await later(2)), o[t("m")](t(0), await later(3)));
  let fn = (...a) => ["first", ...a];
  log(
    fn(
      await (async () => {
        fn = () => "second";
        return 1;
      })(),
    ),
    fn(),
  );
  log(
    o.m(
      await (async () => {
        o.m = () => "changed";
        return 1;
      })(),
    ),
    o.m(1),
  );
  log((await later(o)).n.k(1), (await later((a) => a + 1))(1), await (await later(async () => "deep"))());
  class K {
    constructor(...a) {
      this.a = a;
    }
  }
  log(new K(t(1), await later(2)), new (await later(K))(3), new K(...(await later([1, 2]))));
  log(Math.max(t(3), await later(9)), [1, 2].concat(await later([3])));
  const list = [];
  list.push(await later(1));
  list.push(t(2), await later(3));
  log(list);
}
