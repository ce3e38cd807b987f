// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  const fns = [];
  for (let i = 0; i < 3; i++) {
    let m = i;
    fns.push(async () => {
      await tick();
      return [i, m++];
    });
    await tick();
    m += 10;
  }
  for (const f of fns) log(await f(), await f());
}
