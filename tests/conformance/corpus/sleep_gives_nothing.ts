import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

export async function main() {
  log(await asyncio.sleep_ms(1), await asyncio.sleep(0));
}
