// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  function make(pin) {
    let count = 0;
    const read = async () => {
      await tick();
      count++;
      return pin + count;
    };
    return { read, count: () => count };
  }
  const m = make("p");
  log(await m.read(), await m.read(), m.count());
  function args() {
    return (async () => {
      await tick();
      return [...arguments];
    })();
  }
  log(await args(1, 2));
}
