// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  for (const b of new Uint8Array([5, 6])) {
    await tick();
    log(b);
  }
}
