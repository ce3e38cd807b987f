// @ts-nocheck
import { later } from "harness";

export default async function main(log) {
  const o = {
    _v: 1,
    get v() {
      log("get");
      return this._v;
    },
    set v(x) {
      log("set", x);
      this._v = x;
    },
  };
  o.v += await later(2);
  o.v = o.v + (await later(3));
  o.v ||= await later(9);
  o.v++;
  log(o.v);
  o[await later("v")] -= 1;
  log(o._v);
}
