// @ts-nocheck
import { later } from "harness";

export default async function main(log) {
  let n = 3;
  while (await later(n > 0)) {
    log(n--);
  }
}
