// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  const a = 1;
  let b = 2;
  const one = async (x) => {
    let y = x;
    const two = async (z) => {
      await tick();
      b++;
      y++;
      const three = async () => {
        await tick();
        return [a, b++, x, y++, z];
      };
      return [await three(), await three()];
    };
    log(await two(5));
    return [y, await two(6)];
  };
  log(await one(3), b);
}
