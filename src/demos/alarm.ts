/**
 * An intrusion alarm that lives on a battery: the board sleeps deeply until the motion sensor wakes it. It then gives a warning,
 * and if something still moves ten seconds later the siren. When all has been still for a while it sleeps again.
 *
 * Wired to an ESP32 as parts/alarm.json says: a pin cannot wake an ESP32-C3.
 */
import * as asyncio from "asyncio";
import { print } from "builtins";
import { deepsleep, DEEPSLEEP_RESET, Pin, reset_cause } from "machine";

const WARNING_MS = 10_000;
const SIREN_MS = 5000;
const STILL_MS = 30_000;

const pir = new Pin(27, Pin.IN, Pin.PULL_DOWN);
const led = new Pin(2, Pin.OUT, { value: 0 });
const siren = new Pin(26, Pin.OUT, { value: 0 });
const motion = new asyncio.ThreadSafeFlag();

/** Waits for motion. Gives whether there was any in time. */
async function moves(timeout_ms: number): Promise<boolean> {
  try {
    await asyncio.wait_for_ms(motion.wait(), timeout_ms);
    return true;
  } catch (error) {
    if (!(error instanceof asyncio.TimeoutError)) throw error;
    return false;
  }
}

async function main(): Promise<void> {
  print(reset_cause() == DEEPSLEEP_RESET ? "woken by motion" : "armed");
  pir.irq(() => motion.set(), Pin.IRQ_RISING);
  if (pir.value()) motion.set();
  while (await moves(STILL_MS)) {
    print("warning");
    led.on();
    await asyncio.sleep_ms(WARNING_MS);
    motion.clear();
    if (pir.value() || (await moves(WARNING_MS))) {
      print("alarm");
      siren.on();
      try {
        await asyncio.sleep_ms(SIREN_MS);
      } finally {
        siren.off();
      }
    }
    led.off();
  }
  print("asleep");
  deepsleep(undefined, { pin: pir, level: 1 });
}

asyncio.run(main());
