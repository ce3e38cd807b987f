import { PROMISE } from "./prelude_promise.ts";

/**
 * Runs in the realm before the image: makes V8 look like Espruino, and hands back what the host needs to make
 * functions, objects and errors that belong to the realm.
 *
 * It is text, since it has to be evaluated over there, where host objects would betray themselves by `instanceof`.
 */
export const PRELUDE = String.raw`(function (host) {
"use strict";
var define = Object.defineProperty, names = Object.getOwnPropertyNames, describe = Object.getOwnPropertyDescriptor;
var setProto = Object.setPrototypeOf, isArray = Array.isArray, apply = Reflect.apply, construct = Reflect.construct;
var RealDate = globalThis.Date, objectProto = Object.prototype;

function hidden(target, name, value) {
  define(target, name, { value: value, writable: true, configurable: true, enumerable: false });
}

// A method that is there for instances and undefined when read off its prototype.
function method(proto, name, fn) {
  define(proto, name, {
    configurable: true,
    enumerable: false,
    get: function () {
      if (this !== proto || proto === objectProto) return fn;
      var base = describe(objectProto, name);
      return base && base.get.call(this);
    },
    set: function (value) {
      if (Object(this) === this) define(this, name, { value: value, writable: true, enumerable: true, configurable: true });
    },
  });
}

function words(text) {
  return text ? text.split(" ") : [];
}

// Uses no method of anything, for it may be taking that very method away.
function strip(proto, methods, kept) {
  var originals = {}, all = names(proto), i, name;
  for (i = 0; i < methods.length; i++) originals[methods[i]] = proto[methods[i]];
  for (i = 0; i < all.length; i++) {
    name = all[i];
    if (!(name in kept) && describe(proto, name).configurable) delete proto[name];
  }
  for (i = 0; i < methods.length; i++) method(proto, methods[i], originals[methods[i]]);
}

function keep(list) {
  var set = { __proto__: null }, i;
  for (i = 0; i < list.length; i++) set[list[i]] = true;
  return set;
}

// ---- events: every object of Espruino has on, emit and the rest
// They are kept in properties that anybody can see.
function listeners(object, name) {
  return object["#on" + name] || [];
}
function listen(object, name, fn, where) {
  var key = "#on" + name;
  if (!object[key]) object[key] = [];
  object[key][where](fn);
}
method(objectProto, "on", function (name, fn) { listen(this, name, fn, "push"); });
method(objectProto, "addListener", function (name, fn) { listen(this, name, fn, "push"); });
method(objectProto, "prependListener", function (name, fn) { listen(this, name, fn, "unshift"); });
method(objectProto, "removeListener", function (name, fn) {
  var list = listeners(this, name), i = list.indexOf(fn);
  if (i >= 0) list.splice(i, 1);
});
method(objectProto, "removeAllListeners", function (name) {
  var self = this;
  names(self).forEach(function (key) {
    if (name === undefined ? key.startsWith("#on") : key === "#on" + name) delete self[key];
  });
});
method(objectProto, "emit", function (name) {
  var args = [].slice.call(arguments, 1), self = this;
  listeners(self, name).slice().forEach(function (fn) { host.queue(function () { apply(fn, self, args); }); });
});
method(objectProto, "clone", function () {
  return isArray(this) ? this.slice() : Object.assign(Object.create(Object.getPrototypeOf(this)), this);
});

${PROMISE}
// ---- Date: the wall clock of the board, in UTC
function Date(a, b, c, d, e, f, g) {
  var n = arguments.length, time;
  if (n === 0) time = host.wall();
  else if (n > 1) time = RealDate.UTC(a, b, c === undefined ? 1 : c, d || 0, e || 0, f || 0, g || 0);
  else time = typeof a === "string" ? Date.parse(a) : +a;
  return construct(RealDate, [time], new.target || Date);
}
Date.prototype = RealDate.prototype;
hidden(Date.prototype, "constructor", Date);
hidden(Date, "now", function () { return host.wall(); });
hidden(Date, "parse", function (text) {
  var time = RealDate.parse(text), zoned = /(Z|UTC|GMT|[+-]\d\d:?\d\d)\s*$|^\d{4}(-\d\d){0,2}$/.test(text);
  return zoned ? time : time - new RealDate(time).getTimezoneOffset() * 60000;
});
hidden(globalThis, "Date", Date);
["Hours", "Minutes", "Seconds", "Milliseconds", "Day", "Date", "Month", "FullYear"].forEach(function (part) {
  var proto = RealDate.prototype;
  proto["get" + part] = proto["getUTC" + part];
  if (proto["setUTC" + part]) proto["set" + part] = proto["setUTC" + part];
});
RealDate.prototype.getTimezoneOffset = function () { return 0; };
RealDate.prototype.toString = function () {
  return this.toUTCString().replace(/^(\w+), 0?(\d+) (\w+) (\d+) (.*) GMT$/, "$1 $3 $2 $4 $5 GMT+0000");
};

// ---- errors: no names, and no class but Error is an Error
hidden(globalThis, "InternalError", function InternalError(message) {
  return setProto(new Error(message), InternalError.prototype);
});
["Error", "TypeError", "SyntaxError", "ReferenceError", "InternalError"].forEach(function (type) {
  var proto = globalThis[type].prototype;
  setProto(proto, objectProto);
  strip(proto, [], keep(["constructor"]));
  method(proto, "toString", function () {
    return type + (this.message === undefined || this.message === "" ? "" : ": " + this.message);
  });
  define(proto, "type", { get: function () { return this === proto ? undefined : type; }, set: function (value) { define(this, "type", { value: value, writable: true, enumerable: true, configurable: true }); }, configurable: true });
  setProto(globalThis[type], Function.prototype);
});

// V8 takes no stack of an exception whose class is made by prototype, as those of builtins are: this is where they begin.
var takeStack = Error.captureStackTrace;
define(Error.prototype, "args", {
  configurable: true,
  get: undefined,
  set: function setArgs(value) {
    define(this, "args", { value: value, writable: true, enumerable: true, configurable: true });
    takeStack(this, setArgs);
  },
});

// ---- Number: V8 does not let go of constants that Espruino lacks
var RealNumber = globalThis.Number;
function Number(value) {
  var number = arguments.length ? RealNumber(value) : 0;
  return new.target ? construct(RealNumber, [number], new.target) : number;
}
Number.prototype = RealNumber.prototype;
hidden(Number.prototype, "constructor", Number);
["NaN", "MAX_VALUE", "MIN_VALUE", "NEGATIVE_INFINITY", "POSITIVE_INFINITY"].forEach(function (name) {
  hidden(Number, name, RealNumber[name]);
});
hidden(globalThis, "Number", Number);

// ---- what Math has beside V8's
hidden(Math, "random", host.random);
hidden(Math, "randInt", function (n) { return Math.floor(host.random() * (n === undefined ? 4294967296 : n)) | 0; });
hidden(Math, "clip", function (x, low, high) { return x < low ? low : x > high ? high : x; });
hidden(Math, "wrap", function (x, max) { return ((x % max) + max) % max; });

return {
  wrap: function (f) {
    return function () {
      try { return f(this, arguments); } catch (error) { throw host.fail(error); }
    };
  },
  error: function (type, message) { return new globalThis[type](message); },
  object: function (pairs) { var o = {}, i; for (i = 0; i < pairs.length; i += 2) o[pairs[i]] = pairs[i + 1]; return o; },
  array: function (items) { var a = [], i; for (i = 0; i < items.length; i++) a[i] = items[i]; return a; },
  evaluate: (0, eval),
  listeners: listeners,
  strip: function (tables) {
    var typed = Object.getPrototypeOf(Uint8Array), i, j;
    var own = ["on", "emit", "addListener", "prependListener", "removeListener", "removeAllListeners", "clone"];
    var work = Object.keys(tables.methods).map(function (name) {
      var target = name === "TypedArray" ? typed : globalThis[name];
      var kept = ["constructor"].concat(words(tables.accessors[name]), name === "Object" ? own : []);
      return [target.prototype, words(tables.methods[name]), keep(kept)];
    });
    var statics = Object.keys(tables.statics).map(function (name) {
      return [globalThis[name], [], keep(words(tables.statics[name]).concat("length", "name", "prototype"))];
    });
    var globals = keep(tables.globals), all = names(globalThis);
    work = work.concat(statics, [[typed, [], keep(["length", "name", "prototype"])]]);
    for (i = 0; i < work.length; i++) strip(work[i][0], work[i][1], work[i][2]);
    for (i = 0; i < all.length; i++) if (!(all[i] in globals)) delete globalThis[all[i]];
  },
};
})`;
