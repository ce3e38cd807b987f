/**
 * A weather station: air, light and the temperature of the ground, read concurrently, a line of JSON every minute. Of a
 * sensor that fails or takes too long the line says why; the others are there all the same.
 *
 * Wired to an ESP32-C3 as parts/weather.json says.
 */
import * as asyncio from "asyncio";
import { print, repr } from "builtins";
import { BH1750, BME280, DS18B20 } from "drivers";
import { I2C, OneWire } from "machine";
import { ticks_add, ticks_diff, ticks_ms } from "time";

const PERIOD_MS = 60_000;
const LIMIT_MS = 1500;

const i2c = new I2C(0);
const air = new BME280(i2c);
const light = new BH1750(i2c);
const ground = new DS18B20(new OneWire(10));

/** A reading, rounded to tenths, or why there is none. */
function shown(reading: unknown): Record<string, unknown> {
  if (reading instanceof Error) return { error: repr(reading) };
  const rounded: Record<string, number> = {};
  for (const [key, value] of Object.entries(reading as Record<string, number>))
    rounded[key] = Math.round(value * 10) / 10;
  return rounded;
}

async function main(): Promise<void> {
  let due = ticks_ms();
  for (let time_s = 0; ; time_s += PERIOD_MS / 1000) {
    const [a, l, g] = await asyncio.gather(
      asyncio.wait_for_ms(air.read(), LIMIT_MS),
      asyncio.wait_for_ms(light.read(), LIMIT_MS),
      asyncio.wait_for_ms(ground.read(), LIMIT_MS),
      { return_exceptions: true },
    );
    print(JSON.stringify({ time_s, air: shown(a), light: shown(l), ground: shown(g) }));
    due = ticks_add(due, PERIOD_MS);
    await asyncio.sleep_ms(ticks_diff(due, ticks_ms()));
  }
}

asyncio.run(main());
