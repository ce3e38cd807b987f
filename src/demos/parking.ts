/**
 * A parking sensor: beeps that follow the closer, the faster, until they are one tone at 30 cm. Without an echo the way is
 * free.
 *
 * Wired to an ESP32-C3 as parts/parking.json says.
 */
import * as asyncio from "asyncio";
import { OSError, print } from "builtins";
import { HCSR04 } from "drivers";
import { Pin, PWM } from "machine";

const STOP_CM = 30;
const FREE_CM = 150;
const BEEP_MS = 60;

const sonar = new HCSR04(new Pin(4, Pin.OUT, { value: 0 }), new Pin(5, Pin.IN, Pin.PULL_DOWN));
const buzzer = new PWM(6, { freq: 2000, duty_u16: 0 });
let distance_cm = FREE_CM;

async function measure(): Promise<void> {
  let shown = -1;
  for (;;) {
    try {
      ({ distance_cm } = await sonar.read());
    } catch (error) {
      if (!(error instanceof OSError)) throw error;
      distance_cm = FREE_CM;
    }
    const rounded = Math.round(distance_cm / 10) * 10;
    if (rounded != shown) print(rounded >= FREE_CM ? "free" : rounded + " cm");
    shown = rounded;
    await asyncio.sleep_ms(40);
  }
}

async function beep(): Promise<void> {
  for (;;) {
    const free = distance_cm >= FREE_CM;
    buzzer.duty_u16(free ? 0 : 32_768);
    await asyncio.sleep_ms(BEEP_MS);
    if (distance_cm <= STOP_CM) continue;
    buzzer.duty_u16(0);
    if (!free) await asyncio.sleep_ms((distance_cm - STOP_CM) * 5);
  }
}

asyncio.run(asyncio.gather(measure(), beep()));
