/** Reads a BH1750 light sensor at I2C1 every second, while the board's LED blinks. */
import * as asyncio from "asyncio";
import { OSError, print } from "builtins";
import { BH1750 } from "drivers";
import { I2C, Pin, Signal } from "machine";

const led = new Signal(new Pin($LED_GPIO, Pin.OUT), { invert: $LED_INVERTED });
const light = new BH1750(new I2C(0));

async function blink(): Promise<void> {
  for (;;) {
    led.on();
    await asyncio.sleep_ms(50);
    led.off();
    await asyncio.sleep_ms(450);
  }
}

/** Measures once. A sensor that is slow or not there is told of, and the next round tries again. */
async function report(): Promise<void> {
  try {
    const { illuminance_lx } = await asyncio.wait_for_ms(light.read(), 500);
    print("light:", illuminance_lx.toFixed(1), "lx");
  } catch (e) {
    if (e instanceof OSError || e instanceof asyncio.TimeoutError) print("light: no answer,", e);
    else throw e;
  }
}

async function main(): Promise<void> {
  asyncio.create_task(blink());
  for (;;) {
    await report();
    await asyncio.sleep_ms(1000);
  }
}

asyncio.run(main());
