// @ts-nocheck
import { later } from "harness";

export default async function main(log) {
  const o = { a: 1, b: { c: 1 } };
  log(
    delete (await later(o)).a,
    delete o.b[await later("c")],
    "b" in (await later(o)),
    (await later(o)) instanceof Object,
    o,
  );
}
