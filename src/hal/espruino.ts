/**
 * Espruino. The alarm is the hardware timer of `require("timer")` where the firmware has one (2v29 and later), else
 * `setTimeout`.
 *
 * This file and those of espruino/, for ports, buses and other hardware, are all that name Espruino's globals.
 */
export { adc, pwm } from "./espruino/analog.ts";
export { i2c } from "./espruino/i2c.ts";
export { onewire } from "./espruino/onewire.ts";
export { connect, decode, encode, listen, serial } from "./espruino/ports.ts";
export { deepSleep, lightSleep, reboot, resetCause, timer, uniqueId, watchdog } from "./espruino/power.ts";
export { spi } from "./espruino/spi.ts";
import type { Edge, HalInfo, PinMode } from "./hal.ts";

interface TimerModule {
  add(timer: { type: "EXEC"; fn: () => void; time: number; interval: number }): number;
  remove(id: number): boolean;
}
interface WatchEvent {
  state: boolean;
  time: number;
}
declare function require(name: "timer"): TimerModule;
declare function getTime(): number;
declare function setTimeout(fn: () => void, ms?: number): number;
declare function clearTimeout(id: number): void;
declare function pinMode(pin: unknown, mode?: string): void;
declare function getPinMode(pin: unknown): PinMode;
declare function digitalRead(pin: unknown): number;
declare function digitalWrite(pin: unknown, level: number): void;
declare function setWatch(fn: (event: WatchEvent) => void, pin: unknown, options: object): number;
declare function clearWatch(id: number): void;
declare const console: { log: (text: string) => void };
declare const E: { clip(x: number, low: number, high: number): number };
declare const process: { version: string; env: { BOARD: string } };
declare const global: { setTime: (seconds: number) => void };
declare const setTime: (seconds: number) => void;

/** The hardware timer takes no less than 30 µs. */
const SHORTEST_MS = 0.05;
/** The hardware timer counts to 2^31 µs; the kernel, woken early, arms it again. */
const LONGEST_MS = 2e6;
/** An interrupt that comes while another one runs is dropped by the firmware: the hardware timer repeats until removed. */
const RETRY_MS = 10;

/** The wall clock, in s, when {@link now} was 0. */
let origin = getTime();
let timer: TimerModule | undefined;
let armed: number | undefined;
/** Whether it is the hardware timer that is armed: its table may have been full. */
let hard: boolean | undefined;

// The Linux build has the module, but no timer behind it.
if (process.env.BOARD != "LINUX")
  try {
    timer = require("timer");
  } catch {
    // firmware before 2v29
  }

// There is no clock that setTime leaves alone. (One that the firmware sets by itself, as from SNTP, is not seen here.)
const setWallTime = setTime;
global.setTime = function (seconds) {
  origin -= getTime();
  setWallTime(seconds);
  origin += getTime();
};

export function now(): number {
  return (getTime() - origin) * 1e6;
}

export function alarm(at?: number, wake?: () => void): void {
  if (armed !== undefined) {
    if (hard) timer!.remove(armed);
    else clearTimeout(armed);
    armed = undefined;
  }
  if (wake) {
    const ms = E.clip((at! - now()) / 1000, SHORTEST_MS, LONGEST_MS);
    hard = timer && (armed = timer.add({ type: "EXEC", fn: wake, time: ms, interval: RETRY_MS })) >= 0;
    if (!hard)
      armed = setTimeout(() => {
        armed = undefined;
        wake();
      }, ms);
  }
}

/** Without a time it waits for the shortest one. */
export const defer = setTimeout;

export const print = console.log;

export function info(): HalInfo {
  return { engine: "Espruino " + process.version, alarm: timer ? "timer" : "setTimeout" };
}

function setPinMode(pin: number, mode: PinMode): void {
  pinMode(pin, mode);
}
export { setPinMode as pinMode };

export function pinRead(pin: number): number {
  return digitalRead(pin);
}

export function pinWrite(pin: number, level: number): void {
  digitalWrite(pin, level);
}

export function watch(pin: number, edge: Edge, handler: (level: number, time: number) => void): number {
  const id = setWatch(
    (event) => {
      const time = (event.time - origin) * 1e6;
      if (time >= start) handler(event.state ? 1 : 0, time);
    },
    pin,
    { edge, repeat: true },
  );
  // On an ESP32 setWatch makes an input with a pull-up of whatever the pin was, which may look like an edge.
  setPinMode(pin, getPinMode(pin));
  const start = now();
  return id;
}

export function unwatch(id: number): void {
  clearWatch(id);
}
