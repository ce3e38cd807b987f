import type { Machine } from "./globals.ts";
import { TIMER_SLOTS, type TimerJob } from "./hw_timer.ts";
import type { PinObjects } from "./pin_globals.ts";
import { EspruinoError, type Callback } from "./realm.ts";

interface Options {
  type?: unknown;
  time?: unknown;
  interval?: unknown;
  value?: unknown;
  fn?: unknown;
  ptr?: unknown;
  [name: string]: unknown;
}

/** Firmware keeps the time in a signed number of 32 bits. */
function toTicks(machine: Machine, ms: unknown): number {
  const wanted = Math.trunc(Number(ms ?? 0) * 1000) || 0;
  const kept = wanted | 0;
  if (kept !== wanted)
    machine.remark(`the hardware timer cannot wait ${wanted / 1000} ms: its time wraps at 2147483.647 ms`);
  return kept;
}

/** The module behind `require("timer")` of firmware 2v29. */
export function timerModule(machine: Machine, objects: PinObjects): object {
  const { realm, hardwareTimer } = machine;

  function job(options: Options): TimerJob {
    const type = String(options.type).toUpperCase();
    if (type === "EXEC") {
      if (typeof options.fn === "function") return { type, fn: options.fn as Callback };
      if (options.ptr) throw new EspruinoError("an EXEC timer with `ptr` is not modelled by the simulator");
      throw new EspruinoError("`ptr` or `fn` required for EXEC timer");
    }
    if (type !== "SET") throw new EspruinoError(`Unsupported timer type ${JSON.stringify(options.type)}`);
    const given = [options.pin, options.pin2, options.pin3, options.pin4];
    if (given[0] === undefined) throw new EspruinoError("`pin` required for SET timer");
    const pins = given.filter((pin) => pin !== undefined).map((pin) => objects.pin(pin));
    return { type, pins, value: Number(options.value ?? 0) | 0 };
  }

  function get(id: unknown): unknown {
    const slot = hardwareTimer.describe(Number(id));
    if (!slot) return undefined;
    const shown: Record<string, unknown> = { id: slot.id };
    if (slot.job.type === "SET") {
      shown.value = slot.job.value;
      shown.pins = realm.array(slot.job.pins.map((pin) => objects.object(pin)));
    } else shown.fn = slot.job.fn;
    if (slot.finished) shown.finished = true;
    shown.type = slot.job.type;
    shown.time = slot.time / 1000;
    if (slot.interval) shown.interval = slot.interval / 1000;
    return realm.object(shown);
  }

  return realm.object({
    add: realm.fn((options) => {
      const given = (options ?? {}) as Options;
      return hardwareTimer.add(job(given), toTicks(machine, given.time), toTicks(machine, given.interval));
    }),
    remove: realm.fn((id) => hardwareTimer.remove(Number(id))),
    get: realm.fn(get),
    list: realm.fn(() => {
      const ids = Array.from({ length: TIMER_SLOTS }, (_, id) => id);
      return realm.array(ids.map(get).filter((slot) => slot !== undefined));
    }),
  });
}
