// @ts-nocheck
import { tick, later } from "harness";

export default async function main(log) {
  const fns = [];
  for await (const x of [later(1), 2]) {
    let y = x;
    fns.push(() => [x, y++]);
    await tick();
    y += 10;
  }
  log(
    fns.map((f) => f()),
    fns.map((f) => f()),
  );
}
