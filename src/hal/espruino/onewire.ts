import type { OneWireBus } from "../hal.ts";
import { onLinux } from "./linux.ts";

declare const OneWire: new (pin: number) => OneWireBus;

export function onewire(pin: number): OneWireBus | undefined {
  return onLinux() ? undefined : new OneWire(pin);
}
