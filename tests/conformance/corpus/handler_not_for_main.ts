import * as asyncio from "asyncio";
import { OSError } from "builtins";

export async function main() {
  await asyncio.sleep_ms(2);
  throw new OSError(2);
}
