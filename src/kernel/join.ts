import { RuntimeError } from "../builtins/exceptions.ts";
import { setAdapter, type Frame } from "./coroutine.ts";
import { cancel, current, parkOn } from "./scheduler.ts";
import { Task } from "./task.ts";

interface JoinFrame extends Frame {
  _$of: Task;
}

/** How to await what is neither a frame nor a task. */
let foreign: ((value: unknown) => Frame | undefined) | undefined;

/** Sets {@link foreign}. */
export function setForeign(to: (value: unknown) => Frame | undefined): void {
  foreign = to;
}

/**
 * Gives `fn` and sees to it that tasks can be awaited and cancelled. For whatever hands out tasks: a program that never
 * sees one does not carry this.
 */
export function joinable<F>(fn: F): F {
  setAdapter(adapt);
  Task.prototype.done = function () {
    return !this._$frame;
  };
  Task.prototype.cancel = function () {
    return cancel(this);
  };
  return fn;
}

function adapt(value: unknown): Frame | undefined {
  return value instanceof Task ? (joined(value) as unknown as Frame) : foreign && foreign(value);
}

/** Waits for a task. */
export const joined = /* @__PURE__ */ joinable(function <T>(task: Task<T>): Promise<T> {
  const frame: JoinFrame = { _$s: join, _$p: 0, _$of: task };
  return frame as unknown as Promise<T>;
});

function join(frame: JoinFrame): unknown {
  const task = frame._$of;
  if (!task._$frame) {
    task._$seen = true;
    if (task._$raised) throw task.exception;
    return task.result;
  }
  if (task._$listener) throw new RuntimeError("can't wait");
  // Whoever waits for itself, be it through others, waits for ever.
  for (let on: unknown = task; on instanceof Task; on = on._$on)
    if (on === current) throw new RuntimeError("can't await self");
  parkOn(frame, task);
}
