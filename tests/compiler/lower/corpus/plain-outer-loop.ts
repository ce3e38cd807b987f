// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  function many() {
    const out = [];
    for (let i = 0; i < 3; i++) {
      out.push(async () => {
        await tick();
        return i;
      });
    }
    for (let i = 0; i < 3; i++) {
      let j = i;
      out.push(async () => {
        await tick();
        return j++;
      });
      j += 5;
    }
    for (let i = 0; i < 6; i++) {
      out.push(async () => {
        await tick();
        return i++;
      });
      i += 1;
    }
    return out;
  }
  const fns = many();
  for (const f of fns) log(await f(), await f());
}
