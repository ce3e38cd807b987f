/** Tests that run on the board itself: npm run test:board PORT */
import * as asyncio from "asyncio";
import { Pin, Signal } from "machine";
import { assert, assert_equal } from "testing";
import { ticks_diff, ticks_ms } from "time";

export async function test_sleep_takes_its_time(): Promise<void> {
  const start = ticks_ms();
  await asyncio.sleep_ms(100);
  const ms = ticks_diff(ticks_ms(), start);
  assert(ms >= 100 && ms < 150, `100 ms took ${ms}`);
}

export async function test_the_led_switches(): Promise<void> {
  const led = new Signal(new Pin($LED_GPIO, Pin.OUT), { invert: $LED_INVERTED });
  led.on();
  assert_equal(led.value(), 1);
  await asyncio.sleep_ms(200);
  led.off();
  assert_equal(led.value(), 0);
}
