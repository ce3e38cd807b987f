// @ts-nocheck
import { tick, later } from "harness";

export default async function main(log) {
  const r = await (async () => {
    await tick();
    return "iife";
  })();
  log(r);
  await (async function () {
    log("fn", await later(1));
  })();
  log(
    await (async (x) => {
      try {
        return await later(x);
      } finally {
        log("f");
      }
    })(5),
  );
}
