// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  const lock = (name) => ({
    name,
    async [Symbol.asyncDispose]() {
      log("releasing", name);
      await tick();
      log("released", name);
    },
  });
  const acquire = async (name) => {
    await tick();
    return lock(name);
  };
  {
    await using a = await acquire("a");
    await using b = lock("b"),
      c = undefined;
    log("body");
  }
  async function f(mode) {
    await using x = lock("x" + mode);
    if (mode === 1) return "r";
    if (mode === 2) throw new Error("t");
    await tick();
    return "n";
  }
  for (const m of [0, 1, 2]) {
    try {
      log(await f(m));
    } catch (e) {
      log(e);
    }
  }
  {
    await using s = {
      [Symbol.dispose]() {
        log("sync dispose");
      },
    };
  }
  for (const n of [1, 2, 3]) {
    await using x = lock("l" + n);
    if (n === 2) break;
  }
  for await (await using y of [lock("p"), lock("q")]) log(y.name);
}
