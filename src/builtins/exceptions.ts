import { OBJECTS } from "./parts.ts";
import { show } from "./repr.ts";

declare const kind: unique symbol;

/** What all exceptions have. */
export interface ExceptionBase extends Error {
  /** What the exception was made of. */
  readonly args: readonly unknown[];
  /** The arguments as text: of `ValueError("x")` it is `x`, of `OSError(5)` it is `[Errno 5] EIO`. */
  readonly message: string;
}

/**
 * An exception, with the names of its class and of all classes above, which keep classes apart for `instanceof`.
 *
 * An intersection, for TypeScript takes two instances of one generic interface to derive from each other.
 */
export type Raised<Names extends string> = ExceptionBase & { readonly [kind]: Record<Names, true> };

interface ErrorClass {
  new (...args: never[]): Error;
  readonly prototype: Error;
}

/** An exception class. */
export interface ExceptionClass<Names extends string> {
  new (...args: unknown[]): Raised<Names>;
  readonly prototype: Raised<Names>;
}

interface Prototype {
  constructor: unknown;
  args: unknown[];
  name: string;
  message: string;
  toString: () => string;
  /** What `print` shows instead of the arguments, if there is anything else to show. */
  _$text: () => string | undefined;
}

/**
 * Makes an exception class: `name` is what is shown of it, `parent` what it derives from.
 *
 * By prototype and not by `class`: that is smaller, and Espruino's classes lose Error on the way.
 */
export function define<Name extends string, Names extends string = never>(
  name: Name,
  parent: ExceptionClass<Names> | ErrorConstructor,
): ExceptionClass<Name | Names>;
/** The same with a type of one's own for the class. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- it stands for a cast
export function define<Class extends ErrorClass>(name: string, parent: ExceptionClass<string>): Class;
export function define(name: string, parent: ErrorClass): unknown {
  function Exception(this: Prototype): void {
    // eslint-disable-next-line prefer-rest-params -- a rest parameter becomes a loop in ES5
    this.args = [].slice.call(arguments);
    // The build leaves it out for engines that do not have it.
    if (Error.captureStackTrace) Error.captureStackTrace(this);
  }
  const prototype = (Exception.prototype = Object.create(parent.prototype) as Prototype);
  if (OBJECTS) prototype.constructor = Exception;
  prototype.name = name;
  return Exception;
}

function defineBase(): ExceptionClass<"BaseException"> {
  const base = define("BaseException", Error);
  const prototype = base.prototype as unknown as Prototype;
  if (OBJECTS) {
    // The lowering of classes tells by this method that a class is an exception, and gives it its name.
    prototype._$text = function () {
      return undefined;
    };
    // Made when somebody asks: most exceptions of a program are caught and never shown.
    Object.defineProperty(prototype, "message", {
      get: function (this: Prototype) {
        return this._$text() || this.args.join();
      },
    });
  }
  // What engines print of an exception that nobody catches; Error's own does not work for derived objects on Espruino.
  prototype.toString = function () {
    const message = OBJECTS ? this.message : this.args.join();
    return this.name + (message && ": " + message);
  };
  return base;
}

/** The root of all exceptions. CancelledError derives from it directly, so that catching Exception lets it pass. */
export type BaseException = Raised<"BaseException">;
export const BaseException = /* @__PURE__ */ defineBase();
/** The root of what a program usually catches. */
export type Exception = InstanceType<typeof Exception>;
export const Exception = /* @__PURE__ */ define("Exception", BaseException);

/** The root of OverflowError and ZeroDivisionError. */
export type ArithmeticError = InstanceType<typeof ArithmeticError>;
export const ArithmeticError = /* @__PURE__ */ define("ArithmeticError", Exception);
/** A number is out of range. */
export type OverflowError = InstanceType<typeof OverflowError>;
export const OverflowError = /* @__PURE__ */ define(
  "OverflowError",
  OBJECTS ? ArithmeticError : (BaseException as typeof ArithmeticError),
);
/** Something was divided by zero. */
export type ZeroDivisionError = InstanceType<typeof ZeroDivisionError>;
export const ZeroDivisionError = /* @__PURE__ */ define("ZeroDivisionError", ArithmeticError);

/** A condition that must hold does not. */
export type AssertionError = InstanceType<typeof AssertionError>;
export const AssertionError = /* @__PURE__ */ define("AssertionError", Exception);
/** The input ended too early. */
export type EOFError = InstanceType<typeof EOFError>;
export const EOFError = /* @__PURE__ */ define("EOFError", Exception);

/** The root of IndexError and KeyError. */
export type LookupError = InstanceType<typeof LookupError>;
export const LookupError = /* @__PURE__ */ define("LookupError", Exception);
/** An index is out of range. */
export type IndexError = InstanceType<typeof IndexError>;
export const IndexError = /* @__PURE__ */ define("IndexError", LookupError);
/** A key is missing. */
export type KeyError = InstanceType<typeof KeyError>;
export const KeyError = /* @__PURE__ */ define("KeyError", LookupError);

/** No memory is left. */
export type MemoryError = InstanceType<typeof MemoryError>;
export const MemoryError = /* @__PURE__ */ define("MemoryError", Exception);
/** What fits no other class. */
export type RuntimeError = InstanceType<typeof RuntimeError>;
export const RuntimeError = /* @__PURE__ */ define(
  "RuntimeError",
  OBJECTS ? Exception : (BaseException as typeof Exception),
);
/** This has yet to be written. */
export type NotImplementedError = InstanceType<typeof NotImplementedError>;
export const NotImplementedError = /* @__PURE__ */ define("NotImplementedError", RuntimeError);
/** An iterator has ended. */
export type StopIteration = InstanceType<typeof StopIteration>;
export const StopIteration = /* @__PURE__ */ define("StopIteration", Exception);
/** A value is of the right type but cannot be used. */
export type ValueError = InstanceType<typeof ValueError>;
export const ValueError = /* @__PURE__ */ define("ValueError", Exception);

// Under its own name it would replace the engine's TypeError in an image, where a top-level name is global.
const TypeError_ = /* @__PURE__ */ define(
  "TypeError",
  OBJECTS ? Exception : (BaseException as typeof Exception),
);
/** A value is of the wrong type. JavaScript's own TypeError, as of a null dereference, is another class. */
export type TypeError = InstanceType<typeof TypeError_>;
export { TypeError_ as TypeError };

/** The names that MicroPython knows, without their E. */
function errorName(errno: unknown): string | undefined {
  // Made anew at each call: it would hold about 60 variables of a chip's memory.
  const names: Record<number, string> = {
    1: "PERM",
    2: "NOENT",
    5: "IO",
    9: "BADF",
    11: "AGAIN",
    12: "NOMEM",
    13: "ACCES",
    17: "EXIST",
    19: "NODEV",
    21: "ISDIR",
    22: "INVAL",
    95: "OPNOTSUPP",
    98: "ADDRINUSE",
    103: "CONNABORTED",
    104: "CONNRESET",
    105: "NOBUFS",
    107: "NOTCONN",
    110: "TIMEDOUT",
    111: "CONNREFUSED",
    113: "HOSTUNREACH",
    114: "ALREADY",
    115: "INPROGRESS",
  };
  return names[errno as number];
}

interface OSErrorClass {
  new (errno: number, ...args: unknown[]): OSError;
  readonly prototype: OSError;
}

function defineOSError(): OSErrorClass {
  const error = define<OSErrorClass>("OSError", Exception);
  const prototype = error.prototype as unknown as Prototype;
  Object.defineProperty(prototype, "errno", {
    get: function (this: Prototype) {
      return this.args[0];
    },
  });
  prototype._$text = function () {
    const args = this.args;
    const name = args.length < 3 && errorName(args[0]);
    return name
      ? "[Errno " + args[0] + "] E" + name + (args.length > 1 ? ": " + show(args[1], [], true) : "")
      : undefined;
  };
  return error;
}

/** A device or the system refused; `errno` says why. */
export interface OSError extends Raised<"BaseException" | "Exception" | "OSError"> {
  /** The number of the error, as in MicroPython's module `errno`. */
  readonly errno: number;
}
export const OSError = /* @__PURE__ */ defineOSError();

interface ExceptionGroupClass {
  new (message: string, exceptions: readonly unknown[]): ExceptionGroup;
  readonly prototype: ExceptionGroup;
}

function defineExceptionGroup(): ExceptionGroupClass {
  const group = define<ExceptionGroupClass>("ExceptionGroup", Exception);
  const prototype = group.prototype as unknown as Prototype;
  Object.defineProperty(prototype, "exceptions", {
    get: function (this: Prototype) {
      return this.args[1];
    },
  });
  prototype._$text = function () {
    const count = (this.args[1] as unknown[]).length;
    return this.args[0] + " (" + count + " sub-exception" + (count == 1 ? ")" : "s)");
  };
  return group;
}

/**
 * Several errors at once.
 *
 * @see https://docs.python.org/3/library/exceptions.html#ExceptionGroup
 */
export interface ExceptionGroup extends Raised<"BaseException" | "Exception" | "ExceptionGroup"> {
  /** The errors, one at least: whatever was thrown, also what is no exception. */
  readonly exceptions: readonly unknown[];
}
export const ExceptionGroup = /* @__PURE__ */ defineExceptionGroup();
