import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

export async function main() {
  log(await asyncio.gather());
  log(await asyncio.gather({ return_exceptions: true }));
}
