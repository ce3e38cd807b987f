// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  async function f(
    x,
    g = () => x,
    {
      h = async () => {
        await tick();
        return x;
      },
    } = {},
  ) {
    x++;
    await tick();
    return [x, g(), await h()];
  }
  log(await f(1));
}
