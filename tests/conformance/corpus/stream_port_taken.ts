import * as asyncio from "asyncio";
import { OSError } from "builtins";
import { log } from "../prelude.ts";

async function serve() {
  log("never");
}

export async function main() {
  const server = await asyncio.start_server(serve, "127.0.0.1", 8110);
  try {
    await asyncio.start_server(serve, "127.0.0.1", 8110);
  } catch (e) {
    if (!(e instanceof OSError)) throw e;
    log(e.errno);
  }
  server.close();
  await server.wait_closed();
  log("end");
}
