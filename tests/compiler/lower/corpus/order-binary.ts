// @ts-nocheck
import { later } from "harness";

export default async function main(log) {
  const t = (x) => (log("t", x), x);
  log(t(1) + (await later(2)) * t(3));
  let x = 1;
  log(
    x +
      (await (async () => {
        x = 10;
        return 5;
      })()),
  );
  log((await later(1)) + x++ + (await later(x)), x);
  const obj = { v: 1 };
  log(
    obj.v +
      (await (async () => {
        obj.v = 7;
        return 1;
      })()),
  );
}
