/**
 * Waters a plant: when its soil is dry the pump runs in short bursts, with a pause for the water to spread, until the soil is
 * wet enough. A press of the button gives one burst, a long press turns everything off until the next press. The pump never
 * runs for longer than a burst, nor for more than the day's share, nor when the probe cannot be trusted.
 *
 * Wired to an ESP32-C3 as parts/watering.json says.
 */
import * as asyncio from "asyncio";
import { OSError, print } from "builtins";
import { Button, SoilProbe } from "drivers";
import { ADC, Pin } from "machine";

const DRY_PERCENT = 30;
const WET_PERCENT = 45;
const BURST_MS = 3000;
const PAUSE_MS = 20_000;
const LOOK_MS = 60_000;
const BURSTS_A_DAY = 20;
const DAY_MS = 86_400_000;

const soil = new SoilProbe(new ADC(3), { dry_u16: 51_600, wet_u16: 23_800 });
const button = new Button(new Pin(6, Pin.IN, Pin.PULL_UP));
const pump = new Pin(7, Pin.OUT, { value: 0 });
const pumping = new asyncio.Lock();
let on = true;
let left = BURSTS_A_DAY;

/** Runs the pump for a burst, whatever comes between, if the day's share is not used up. */
async function burst(): Promise<boolean> {
  using _held = await pumping.hold();
  if (!on || !left) return false;
  left--;
  print("pump, " + left + " bursts left");
  pump.on();
  try {
    await asyncio.sleep_ms(BURST_MS);
  } finally {
    pump.off();
  }
  return true;
}

/** Waters until the soil is wet. */
async function water(): Promise<void> {
  let { moisture_percent } = await soil.read();
  print("moisture " + Math.round(moisture_percent) + " %");
  if (moisture_percent >= DRY_PERCENT) return;
  while (moisture_percent < WET_PERCENT && (await burst())) {
    await asyncio.sleep_ms(PAUSE_MS);
    ({ moisture_percent } = await soil.read());
  }
  print("watered to " + Math.round(moisture_percent) + " %");
}

async function keepWet(): Promise<void> {
  for (;;) {
    try {
      await water();
    } catch (error) {
      if (!(error instanceof OSError)) throw error;
      print(error);
    }
    await asyncio.sleep_ms(LOOK_MS);
  }
}

async function watchButton(): Promise<void> {
  for (;;) {
    await button.wait_for("press");
    if (on) await burst();
    else {
      on = true;
      print("on");
    }
  }
}

async function watchLongPress(): Promise<void> {
  for (;;) {
    await button.wait_for("long_press");
    on = false;
    pump.off();
    print("off");
  }
}

async function share(): Promise<void> {
  for (;;) {
    await asyncio.sleep_ms(DAY_MS);
    left = BURSTS_A_DAY;
  }
}

asyncio.run(asyncio.gather(keepWet(), watchButton(), watchLongPress(), share()));
