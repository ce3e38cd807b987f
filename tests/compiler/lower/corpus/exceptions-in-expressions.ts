// @ts-nocheck
import { later, fail } from "harness";

export default async function main(log) {
  const t = (x) => (log("t", x), x);
  try {
    log(t(1), await fail("mid"), t(3));
  } catch (e) {
    log(e);
  }
  try {
    const x = t(1) + (await fail("sum"));
  } catch (e) {
    log(e);
  }
  try {
    t(null).x = await later(1);
  } catch (e) {
    log(e);
  }
  try {
    (await later(null)).x(t(5));
  } catch (e) {
    log(e);
  }
  try {
    undefined_fn(await later(1));
  } catch (e) {
    log(e.name);
  }
}
