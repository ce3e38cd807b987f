import type { Pin } from "./pin.ts";

/** A pin, or the number of its GPIO. */
export type PinLike = Pin | number;

/** The number of a pin. */
export function pinNumber(pin: PinLike): number;
export function pinNumber(pin: PinLike | undefined): number | undefined;
export function pinNumber(pin: PinLike | undefined): number | undefined {
  return pin && (pin as Pin).id !== undefined ? (pin as Pin).id : (pin as number);
}
