import { RuntimeError } from "../builtins/exceptions.ts";
import type { Task } from "./task.ts";

/**
 * One call of an async function: what the compiler makes instead of a Promise.
 *
 * Locals that outlive an await are properties `_$$name` of the frame; each stretch of code between two awaits is a
 * state function.
 */
export interface Frame {
  /** What to run next. 0 while it runs, and for ever after it has returned or raised. */
  _$s: State | 0;
  /** Who awaits this frame: a frame, or the task whose outermost frame it is. 0 before the start. */
  _$p: Frame | Task | 0;
  /** The state that gets an exception raised in this frame; undefined: none. */
  _$h?: State | undefined;
}

/**
 * Runs one stretch of a coroutine. It awaits `r` by setting `frame._$s` to the state that shall go on and returning
 * `r`; it finishes by returning without setting it. What it throws goes to `frame._$h` or else to the parent.
 */
export type State = (frame: never, value: never) => unknown;

/**
 * Stands where a parked frame's parent was: it has nothing to run, and so the task stops here. It is known by its
 * property, for to compare two objects Espruino searches the prototypes of both.
 */
export const STOP: Frame & { _$parked: 1 } = { _$s: 0, _$p: 0, _$parked: 1 };

/** Raises the error for a coroutine that is awaited or made a task although it runs or has ended. */
export function used(): never {
  throw new RuntimeError("coroutine was awaited already");
}

/** State that raises what the task is resumed with; this is how an exception gets into a waiting task. */
export function raise(_frame: Frame, error: unknown): never {
  throw error;
}

/** State that returns what the task is resumed with. */
export function give(_frame: Frame, value: unknown): unknown {
  return value;
}

interface ValueFrame extends Frame {
  _$of: unknown;
}

function pass(frame: ValueFrame): unknown {
  return frame._$of;
}

/**
 * How to make a frame of what is awaited and is none; undefined is for a plain value. Not here, so that a program which
 * awaits coroutines only does not carry it. Nothing in such a program hands out tasks: see join.ts.
 */
export let adapt: ((value: unknown) => Frame | undefined) | undefined;

/** Sets {@link adapt}. */
export function setAdapter(to: (value: unknown) => Frame | undefined): void {
  adapt = to;
}

/** The coroutine in what is given: itself, or one that awaits it; undefined for a plain value. */
export function toCoroutine(value: unknown): Frame | undefined {
  return value && (value as Frame)._$s === undefined ? adapt && adapt(value) : (value as Frame);
}

/** The frame that awaits what is no frame ready to start. A plain value is given back at once. */
export function toFrame(value: Frame): Frame {
  if (value._$s === 0) used();
  return toCoroutine(value) || ({ _$s: pass, _$p: 0, _$of: value } as ValueFrame);
}
