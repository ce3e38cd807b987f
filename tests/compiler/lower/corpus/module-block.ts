// @ts-nocheck
import { tick } from "harness";
let inBlock;
{
  let hidden = 1;
  inBlock = async () => {
    await tick();
    return hidden++;
  };
}

export default async function main(log) {
  log(await inBlock(), await inBlock());
}
