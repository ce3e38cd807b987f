// @ts-nocheck
import { tick, later } from "harness";

export default async function main(log) {
  try {
    throw await later(undefined);
  } catch (e) {
    log("u", e);
  }
  try {
    await (async () => {
      throw null;
    })();
  } catch (e) {
    log("n", e);
  }
  try {
    await (async () => {
      await tick();
      throw 5;
    })();
  } catch (e) {
    log("5", e);
  }
}
