// @ts-nocheck
import { later } from "harness";

export default async function main(log) {
  const t = (x) => (log("t", x), x);
  log([t(1), await later(2), , t(3), ...t([4]), await later(5), ...(await later([6, 7]))]);
  log({
    a: t(1),
    [t("b")]: await later(2),
    c: t(3),
    ...t({ d: 4 }),
    [await later("e")]: t(5),
    f() {
      return 1;
    },
    get g() {
      return 2;
    },
    h: await later(6),
  });
  log({ ...(await later({ a: 1 })), b: await later(2) });
  const arr = [1];
  log([
    ...arr,
    await (async () => {
      arr.push(2);
      return 9;
    })(),
    ...arr,
  ]);
}
