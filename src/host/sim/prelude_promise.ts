/**
 * The part of the prelude that makes Promise, of Espruino's kind: jobs are events of the idle loop, which runs them
 * after its timers, and resolving from outside is a job, too.
 */
export const PROMISE = String.raw`// ---- Promise: jobs are events of the idle loop, run after its timers
var PENDING = 0, REJECTED = 1, FULFILLED = 2, states = new WeakMap();
function Promise(executor) {
  if (!executor) throw new Error("Function required in promise constructor");
  var promise = make(), box = { promise: promise, done: false };
  function resolve(value) { host.queue(function () { settle(box, value, true); }); }
  function reject(error) { host.queue(function () { settle(box, error, false); }); }
  try { apply(executor, promise, [resolve, reject]); } catch (error) { reject(error); }
  return promise;
}
function make() {
  var promise = Object.create(Promise.prototype);
  states.set(promise, { state: PENDING, value: undefined, then: undefined, catch: undefined });
  return promise;
}
function react(promise, reaction, value, isThen) {
  host.queue(function () {
    var ok = true, result = value;
    if (reaction.fn) {
      try { result = apply(reaction.fn, promise, [value]); } catch (error) { ok = false; result = error; }
    } else if (!isThen) ok = false;
    settle(reaction.next, result, ok);
  });
}
function seal(promise, value, ok) {
  var inner = states.get(promise), list = ok ? inner.then : inner.catch;
  inner.state = ok ? FULFILLED : REJECTED;
  if (list) list.forEach(function (reaction) { react(promise, reaction, value, ok); });
  else if (!ok) {
    var error = new Error("Unhandled promise rejection: " + value);
    if (value && typeof value.stack === "string") hidden(error, "stack", value.stack);
    throw error;
  }
}
function settle(box, value, ok) {
  if (box.done) return;
  box.done = true;
  var promise = box.promise;
  if (value === promise) throw new Error("Illegal resolving to self");
  states.get(promise).value = value;
  var then = ok && typeof value === "object" && value ? value.then : undefined;
  if (typeof then !== "function") return seal(promise, value, ok);
  var inner = { promise: promise, done: false };
  try {
    apply(then, value, [function (v) { settle(inner, v, true); }, function (e) { settle(inner, e, false); }]);
  } catch (error) { settle(inner, error, false); }
}
method(Promise.prototype, "then", function (onFulfilled, onRejected) {
  var inner = states.get(this), box = { promise: make(), done: false };
  if (typeof onFulfilled !== "function") onFulfilled = undefined;
  if (typeof onRejected !== "function") onRejected = undefined;
  if (inner.state === PENDING) {
    (inner.then = inner.then || []).push({ fn: onFulfilled, next: box });
    (inner.catch = inner.catch || []).push({ fn: onRejected, next: box });
  } else {
    // As on Espruino: a settled promise without a matching callback passes its value on as a rejection.
    react(this, { fn: inner.state === FULFILLED ? onFulfilled : onRejected, next: box }, inner.value, false);
  }
  return box.promise;
});
method(Promise.prototype, "catch", function (onRejected) { return this.then(undefined, onRejected); });
hidden(Promise, "resolve", function (value) {
  if (states.has(Object(value))) return value;
  if (value && typeof value === "object" && typeof value.then === "function") {
    return new Promise(function (resolve, reject) { value.then(resolve, reject); });
  }
  return new Promise(function (resolve) { resolve(value); });
});
hidden(Promise, "reject", function (error) { return new Promise(function (resolve, reject) { reject(error); }); });
hidden(Promise, "all", function (items) {
  if (!isArray(items)) throw new TypeError("Expecting something iterable, got " + typeof items);
  return new Promise(function (resolve, reject) {
    var results = [], left = 0;
    items.forEach(function (item, i) {
      if (!states.has(Object(item))) { results[i] = item; return; }
      left++;
      item.then(function (value) { results[i] = value; if (!--left) resolve(results); }, reject);
    });
    if (!left) resolve(results);
  });
});
hidden(globalThis, "Promise", Promise);`;
