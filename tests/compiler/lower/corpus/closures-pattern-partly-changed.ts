// @ts-nocheck
import { tick, later, fail } from "harness";

export default async function main(log) {
  const fns = [];
  for (const x of [1, 2]) {
    let { a = x, [1]: b = 5, c } = {};
    fns.push(() => [a, b, c]);
    b = 6;
    await tick();
    b += x;
    log(a, b, c);
  }
  log(fns.map((f) => f()));
  try {
    await fail("text");
  } catch ({ message, name }) {
    const f = async () => (message += "!");
    log(await f(), message, name);
  }
  function plain(n) {
    try {
      throw { a: n, b: 2 };
    } catch ({ a, b }) {
      return [async () => [a++, b], () => [a, b]];
    }
  }
  const [f, g] = plain(1);
  log(await f(), g());
  for (const y of [1, 2]) {
    try {
      throw { a: y, b: 2 };
    } catch ({ a, b }) {
      fns.push(() => [a++, b]);
      await tick();
      a += 10;
    }
  }
  log(fns.map((h) => h()));
}
