import * as asyncio from "asyncio";
import { OSError } from "builtins";
import { log, outcome } from "../prelude.ts";

class Driver {
  fail!: (error: unknown) => void;
  read(): PromiseLike<number> {
    return {
      then: (_resolve: unknown, reject: (error: unknown) => void) => {
        this.fail = reject;
      },
    } as PromiseLike<number>;
  }
}

async function calls(driver: Driver) {
  await asyncio.sleep_ms(5);
  driver.fail(new OSError(110));
}

export async function main() {
  const driver = new Driver();
  asyncio.create_task(calls(driver));
  await outcome("read", driver.read());
  log("goes on");
}
