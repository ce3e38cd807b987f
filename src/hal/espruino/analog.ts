import { onLinux } from "./linux.ts";

declare function analogRead(pin: number): number;
declare function analogWrite(pin: number, value: number, options: object): void;
declare function digitalWrite(pin: number, level: number): void;
declare const process: { env: { BOARD: string } };

export function adc(pin: number): number | undefined {
  // 12 bits, as a fraction of 4096; NaN where there is no converter.
  const raw = onLinux() ? NaN : analogRead(pin) * 4096;
  return raw >= 0 ? (raw << 4) | (raw >> 8) : undefined;
}

/** Pins that have a channel of the timer for 5 kHz, and pins that have a timer of their own: until the next reset. */
const shared: number[] = [];
const own: number[] = [];

function hasChannel(pin: number, freq: number): boolean {
  const pins = freq == 5000 ? shared : own;
  return pins.indexOf(pin) >= 0 || (pins.length < (freq == 5000 ? 5 : 3) && pins.push(pin) > 0);
}

export function pwm(pin: number, freq: number, duty: number): string | undefined {
  if (!freq) digitalWrite(pin, 0);
  else if (onLinux()) return "the Linux build has none";
  else {
    if (process.env.BOARD.indexOf("ESP32") == 0) {
      // The firmware does not say so itself, or only on the console.
      if (pin == 25 || pin == 26) return "Espruino has its DAC there";
      if (freq > 78125) return "Espruino takes 78125 Hz at most";
      if (!hasChannel(pin, freq)) return "Espruino has no channel left (5 for 5000 Hz, 3 for others)";
    }
    analogWrite(pin, duty, { freq });
  }
}
