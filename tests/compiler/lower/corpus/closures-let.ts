// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  const fns = [];
  for (let i = 0; i < 3; i++) {
    fns.push(() => i);
    await tick();
  }
  for (let i = 0; i < 3; i++) {
    await tick();
    fns.push(() => i++);
    fns.push(() => i);
  }
  log(
    fns.map((f) => f()),
    fns.map((f) => f()),
  );
}
