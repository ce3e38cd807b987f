/**
 * Promises, and whatever else has a `then`: how a coroutine awaits them, and how host code awaits a task.
 *
 * The compiler adds this module to programs that can come by a Promise.
 */
import { defer } from "#hal";
import { give, raise, type Frame, type State } from "./coroutine.ts";
import { joinable, setForeign } from "./join.ts";
import { current, park, ready } from "./scheduler.ts";
import { Task } from "./task.ts";

interface ThenFrame extends Frame {
  _$of: PromiseLike<unknown>;
}

joinable(
  setForeign((value) => {
    if (typeof (value as PromiseLike<unknown>).then != "function") return;
    const frame: ThenFrame = { _$s: waiting, _$p: 0, _$of: value as PromiseLike<unknown> };
    return frame;
  }),
);

function waiting(frame: ThenFrame): Frame {
  const subscription: ThenFrame = { _$s: subscribe, _$p: 0, _$of: frame._$of };
  frame._$s = give;
  return subscription;
}

function subscribe(subscription: ThenFrame): void {
  const task = current!;
  function settle(value: unknown, state: State): void {
    // A cancelled wait has been scheduled already or has left the frame: then it is abandoned.
    if (task._$frame === frame && !task._$on) {
      frame._$s = state;
      ready(task, value);
    }
  }
  park(subscription);
  const frame = task._$frame!;
  subscription._$of.then(
    (value) => settle(value, give),
    (error: unknown) => settle(error, raise),
  );
}

Task.prototype.then = function (this: Task, resolve, reject) {
  // Once it has ended they have been called.
  const earlier = this._$frame && this._$then;
  const call = () => {
    if (earlier) earlier();
    defer(() => {
      if (this._$raised) {
        if (reject) reject(this.exception);
      } else if (resolve) resolve(this.result);
    });
  };
  if (this._$frame) this._$then = call;
  else call();
};
