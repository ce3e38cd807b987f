import * as asyncio from "asyncio";
import { log } from "../prelude.ts";

class Driver {
  call_back!: (value: number) => void;
  read(): PromiseLike<number> {
    return {
      then: (resolve: (value: number) => void) => {
        this.call_back = resolve;
      },
    } as PromiseLike<number>;
  }
}

async function other() {
  log("other");
}

async function calls(driver: Driver) {
  await asyncio.sleep_ms(5);
  asyncio.create_task(other());
  driver.call_back(7);
  log("called back");
}

export async function main() {
  const driver = new Driver();
  asyncio.create_task(calls(driver));
  log(await driver.read());
}
