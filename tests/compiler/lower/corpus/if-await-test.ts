// @ts-nocheck
import { later } from "harness";

export default async function main(log) {
  if (await later(true)) log("yes");
  else log("no");
  if (!(await later(true))) log("yes");
  else log("no");
  if ((await later(1)) && (await later(0))) log("a");
  else log("b");
  if ((await later(0)) || (await later(2))) log("a");
  else log("b");
  if ((await later(0)) || (log("right"), await later(0))) log("a");
  else log("b");
}
