import { info as halInfo } from "#hal";
import type { HalInfo } from "../hal/hal.ts";

/** The engine that the program runs on, and what wakes it: a hardware timer, `setTimeout` or a virtual clock. */
export function info(): HalInfo {
  return halInfo();
}
