/**
 * Three sensors of different speed, read concurrently while an LED blinks. The sonar gets no echo now and then, the
 * humidity sensor is at times too slow for its limit; neither keeps the others from being read.
 *
 * The sensors are stand-ins that take as long as the real parts do.
 */
import * as asyncio from "asyncio";
import { OSError, print, str } from "builtins";
import { Pin } from "machine";
import { ticks_diff, ticks_ms } from "time";

const ETIMEDOUT = 110;
const led = new Pin(2, Pin.OUT);

/** Temperature in °C: a conversion takes 94 ms. */
async function read_temperature(round: number): Promise<number> {
  await asyncio.sleep_ms(94);
  return 21 + round / 4;
}

/** Relative humidity in %: 20 ms, but a bad contact makes every third reading take a second. */
async function read_humidity(round: number): Promise<number> {
  await asyncio.sleep_ms(round % 3 === 2 ? 1000 : 20);
  return 40 + round;
}

/** Distance in mm: every fourth ping finds nothing to bounce off. */
async function read_distance(round: number): Promise<number> {
  await asyncio.sleep_ms(38);
  if (round % 4 === 3) throw new OSError(ETIMEDOUT);
  return 800 - 50 * round;
}

async function blink(): Promise<void> {
  for (;;) {
    led.toggle();
    await asyncio.sleep_ms(250);
  }
}

async function main(): Promise<void> {
  const blinker = asyncio.create_task(blink());
  for (let round = 1; round <= 6; round++) {
    const start = ticks_ms();
    const results = await asyncio.gather(
      read_temperature(round),
      asyncio.wait_for_ms(read_humidity(round), 150),
      read_distance(round),
      { return_exceptions: true },
    );
    const texts = results.map((value) =>
      typeof value === "number" ? str(value) : "(" + String(value) + ")",
    );
    print(round + ":", texts.join("  "), "in", ticks_diff(ticks_ms(), start), "ms");
    await asyncio.sleep_ms(500 - ticks_diff(ticks_ms(), start));
  }
  blinker.cancel();
  led.off();
}

asyncio.run(main());
