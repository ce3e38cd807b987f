export { SimBoard } from "./board.ts";
export type { ConsoleLine, RunOptions, RunResult, SimOptions } from "./options.ts";
export type { Pins } from "./board_pins.ts";
export type { Edge, Level, SimPin } from "./pins.ts";
export type { ImageMap } from "./stack.ts";
export { duration, timeline, type Span, type TaskTrace, type Trace } from "./timeline.ts";
export type { WaitingTask } from "./trace.ts";
