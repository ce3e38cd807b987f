/** What streams need of the engine: they stand on the kernel, and only the kernel on the HAL. */
export { connect, decode, encode, listen } from "#hal";
export type { Port } from "../hal/hal.ts";
