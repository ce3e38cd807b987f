declare function setInterval(fn: () => void, ms: number): number;
declare function setTimeout(fn: () => void, ms: number): number;
declare function clearInterval(id: number): void;
declare function getSerial(): string;
declare const E: {
  enableWatchdog(seconds: number, auto: boolean): void;
  kickWatchdog: () => void;
  reboot(): void;
};
declare const global: { ESP32?: Chip };

interface Chip {
  /** Firmware after 2v29. */
  lightSleep?(ms: number): void;
  deepSleep(us: number): void;
  deepSleepExt0(pin: number, level: number): void;
  getWakeupCause(): number;
}

export function timer(ms: number, repeat: boolean, fn: () => void): () => void {
  let over: boolean | undefined;
  const id = repeat
    ? setInterval(fn, ms)
    : setTimeout(() => {
        over = true;
        fn();
      }, ms);
  return () => {
    // Ids are used again, those of timers that have fired, too.
    if (!over) clearInterval(id);
    over = true;
  };
}

export function watchdog(ms: number): (() => void) | undefined {
  // It has whole seconds.
  if (global.ESP32) {
    E.enableWatchdog(Math.ceil(ms / 1000), false);
    return E.kickWatchdog;
  }
}

export function reboot(): string | undefined {
  if (!global.ESP32) return "the Linux build has no reset";
  E.reboot();
}

export function resetCause(): number {
  const chip = global.ESP32;
  return chip && chip.getWakeupCause() ? 4 : 0;
}

export function uniqueId(): string | undefined {
  return getSerial();
}

export function lightSleep(ms: number): string | undefined {
  const chip = global.ESP32;
  if (!chip || !chip.lightSleep) return "this firmware has no ESP32.lightSleep";
  chip.lightSleep(ms);
}

export function deepSleep(ms: number | undefined, pin?: number, level?: number): string | undefined {
  const chip = global.ESP32;
  if (!chip) return "this firmware has no ESP32.deepSleep";
  if (ms === undefined)
    if (pin === undefined) return "Espruino needs a time or a pin to wake up by";
    else chip.deepSleepExt0(pin, level!);
  else if (pin !== undefined) return "Espruino wakes up by a time or a pin, not both";
  else if (ms > 2147483) return "Espruino sleeps 2147483 ms at most";
  else chip.deepSleep(ms * 1000);
}
