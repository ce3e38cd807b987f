import type { Agenda, Clock } from "./clock.ts";
import type { Machine } from "./globals.ts";
import type { PinObjects } from "./pin_globals.ts";
import type { Level, SimPin } from "./pins.ts";
import { EspruinoError, type Callback } from "./realm.ts";

/** A moment when the program was ended, to start again from its beginning. */
export interface PowerDown {
  /** Virtual time in µs. */
  at: number;
  /** `reset`: the program asked for it; `watchdog`: it was not fed; `deepsleep`: until a time or a pin's level; `brownout`. */
  cause: "reset" | "watchdog" | "deepsleep" | "brownout";
}

/** What ends a time without power. */
interface Wake {
  /** Virtual time in µs. */
  until: number;
  pin?: SimPin;
  level?: Level;
  /** What the firmware then gives as the cause: 0 no sleep, 2 a pin, 4 the time. */
  cause: 0 | 2 | 4;
}

/** How long it takes from a reset to the first line of the program, about. */
const BOOT_US = 300_000;

/** Whether the board is on. Its clock is stopped for the program, not for the world outside, while it is off. */
export class Power {
  /** All times that the program was ended. */
  readonly downs: PowerDown[] = [];
  /** `ESP32.getWakeupCause()`; 0: the board was not asleep. */
  wakeCause = 0;
  /** What wakes the board up. */
  wake: Wake | undefined;
  private bootedAt = 0;
  private fire: (() => void) | undefined;
  private period = 0;

  constructor(
    private readonly clock: Clock,
    private readonly agenda: Agenda,
  ) {}

  /** Turns the board off. Nothing that the program still does shows. */
  down(cause: PowerDown["cause"], wake: Wake = { until: 0, cause: 0 }): void {
    if (this.clock.stopped) return;
    this.clock.stopped = true;
    this.wake = wake;
    this.downs.push({ at: this.clock.now, cause });
    this.period = 0;
    this.fire?.();
  }

  /** Lets the world outside go on until the board has started again, at most to `limit`. Says whether it has. */
  sleep(limit: number): "on" | "time" | "idle" {
    const { clock, agenda } = this;
    for (;;) {
      const { wake } = this;
      if (wake && (wake.pin ? wake.pin.level === wake.level : clock.now >= wake.until)) {
        this.wakeCause = wake.cause;
        this.wake = undefined;
        this.bootedAt = clock.now + BOOT_US;
      }
      if (!this.wake && clock.now >= this.bootedAt) {
        clock.stopped = false;
        return "on";
      }
      const next = Math.min(agenda.nextAt(), this.wake?.until ?? this.bootedAt);
      if (next > limit || next === Infinity) {
        if (limit < Infinity) clock.advanceTo(Math.max(limit, clock.now));
        return next === Infinity ? "idle" : "time";
      }
      if (next > clock.now) clock.advanceTo(next);
      if (agenda.nextAt() <= clock.now) agenda.step();
    }
  }

  /** Starts a watchdog, or feeds the one that runs. */
  watch(micros = this.period): void {
    this.period = micros;
    this.fire?.();
    this.fire =
      micros > 0
        ? this.agenda.add(this.clock.now + micros, () => {
            this.down("watchdog");
          })
        : undefined;
  }
}

/** Functions of `E` for power. */
export function powerOfE({ realm, power }: Machine): Record<string, Callback> {
  return {
    reboot: realm.fn(() => {
      power.down("reset");
      throw off();
    }),
    enableWatchdog: realm.fn((seconds, auto) => {
      // The idle loop feeds one that is automatic.
      const whole = Math.trunc(Number(seconds) + 0.5);
      power.watch(auto === undefined || auto ? 0 : whole * 1e6);
    }),
    kickWatchdog: realm.fn(() => {
      power.watch();
    }),
  };
}

/** The members of the global `ESP32` that are modelled. */
export function chipObject(
  { realm, power, clock, spend }: Machine,
  objects: PinObjects,
  missing: (name: string) => Callback,
): object {
  const members: Record<string, Callback> = {
    deepSleep: realm.fn((micros) => {
      // The firmware takes a whole number of 32 bits.
      power.down("deepsleep", { until: clock.now + (Number(micros) | 0), cause: 4 });
      throw off();
    }),
    deepSleepExt0: realm.fn((value, level) => {
      const pin = objects.pin(value);
      power.down("deepsleep", { until: Infinity, pin, level: level ? 1 : 0, cause: 2 });
      throw off();
    }),
    lightSleep: realm.fn((ms) => {
      if (Number(ms) > 0) spend(Number(ms) * 1000);
    }),
    getWakeupCause: realm.fn(() => power.wakeCause),
    reboot: realm.fn(() => {
      power.down("reset");
      throw off();
    }),
  };
  for (const name of ["setAtten", "deepSleepExt1", "getWakeupPin", "getState", "enableBLE", "enableWifi"])
    members[name] = missing(`ESP32.${name}()`);
  return realm.object(members);
}

/** Ends the call of the program that has turned the board off. */
export function off(): EspruinoError {
  return new EspruinoError("the board is off", "InternalError");
}
