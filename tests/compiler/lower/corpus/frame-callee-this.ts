// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  const who = {
    get() {
      return this;
    },
  };
  const loose = function () {
    "use strict";
    return this === undefined;
  };
  const g = who.get;
  await tick();
  log(loose(), g() === undefined);
  await tick();
  log(loose(), (0, who.get)() === undefined, who.get() === who);
}
