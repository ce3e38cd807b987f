export { sleep, sleep_ms, sleep_us } from "./sleep.ts";
export { ticks_add, ticks_cpu, ticks_diff, ticks_ms, ticks_us } from "./ticks.ts";
export { time, time_ns } from "./wall.ts";
