import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

class Driver {
  call_back!: (value: string) => void;
  read(): PromiseLike<string> {
    return {
      then: (resolve: (value: string) => void) => {
        this.call_back = resolve;
      },
    } as PromiseLike<string>;
  }
}

async function job(driver: Driver) {
  try {
    await driver.read();
  } catch (error) {
    if (!(error instanceof asyncio.CancelledError)) throw error;
    log("cancelled");
    await asyncio.sleep_ms(5);
    log("cleaned up");
    throw error;
  }
}

export async function main() {
  const driver = new Driver();
  const task = asyncio.create_task(job(driver));
  await asyncio.sleep_ms(3);
  task.cancel();
  await asyncio.sleep_ms(1);
  driver.call_back("too late");
  await asyncio.sleep_ms(10);
  log(task.done());
}
