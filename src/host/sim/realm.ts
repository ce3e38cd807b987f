import vm from "node:vm";
import { nativeFunctions } from "./format.ts";
import { PRELUDE } from "./prelude.ts";
import {
  KEPT_ACCESSORS,
  KEPT_GLOBALS,
  METHODS,
  MODELLED_GLOBALS,
  STATICS,
  UNMODELLED_FUNCTIONS,
  UNMODELLED_OBJECTS,
} from "./tables.ts";

/** A function of the realm, or one that may be called as such. */
export type Callback = (...args: unknown[]) => unknown;

export type ErrorType = "Error" | "TypeError" | "SyntaxError" | "ReferenceError" | "InternalError";

/** What the simulator throws at the image; it arrives there as an error of the realm's own class. */
export class EspruinoError extends Error {
  constructor(
    message: string,
    readonly type: ErrorType = "Error",
  ) {
    super(message);
  }
}

/** Raised on the host when the image does not come back to the idle loop. */
export class BusyError extends Error {}

interface RealmApi {
  wrap(fn: (self: unknown, args: ArrayLike<unknown>) => unknown): Callback;
  error(type: ErrorType, message: string): object;
  object(pairs: unknown[]): Record<string, unknown>;
  array(items: unknown[]): unknown[];
  evaluate(code: string): unknown;
  listeners(object: object, name: string): Callback[];
  strip(tables: object): void;
}

/** What the realm asks of its host. */
export interface RealmHost {
  queue(fn: Callback): void;
  /** Wall clock in ms. */
  wall(): number;
  /** From 0 up to 1. */
  random(): number;
}

const DISPATCH = "\0dispatch";
const dispatchScript = new vm.Script(`this[${JSON.stringify(DISPATCH)}]()`);

/** A fresh global scope with the globals of Espruino and no others. */
export class Realm {
  /** The global object as the host sees it. */
  readonly global: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  private readonly context: vm.Context;
  private readonly api: RealmApi;
  private depth = 0;

  /** `timeLimit`: ms of real time that the image may take before it is called hung. */
  constructor(
    host: RealmHost,
    private readonly timeLimit: number,
  ) {
    this.context = vm.createContext(this.global, { name: "board" });
    const prelude = vm.runInContext(PRELUDE, this.context, { filename: "espruino" }) as (
      host: object,
    ) => RealmApi;
    this.api = prelude({
      queue: (fn: Callback) => host.queue(fn),
      wall: () => host.wall(),
      random: () => host.random(),
      fail: (error: unknown) =>
        error instanceof EspruinoError ? this.api.error(error.type, error.message) : error,
    });
    this.api.strip({
      globals: [...KEPT_GLOBALS, "InternalError"],
      methods: METHODS,
      accessors: KEPT_ACCESSORS,
      statics: STATICS,
    });
  }

  /** Makes a function of the realm out of one of the host's. */
  fn(body: (...args: unknown[]) => unknown): Callback {
    return native(this.api.wrap((_self, args) => body(...Array.from(args))));
  }

  /** As {@link fn}, for a function that looks at its `this`. */
  method(body: (self: unknown, ...args: unknown[]) => unknown): Callback {
    return native(this.api.wrap((self, args) => body(self, ...Array.from(args))));
  }

  object(fields: Record<string, unknown>): Record<string, unknown> {
    return this.api.object(Object.entries(fields).flat());
  }

  array(items: unknown[]): unknown[] {
    return this.api.array(items);
  }

  listeners(object: object, event: string): Callback[] {
    return this.api.listeners(object, event);
  }

  evaluate(code: string): unknown {
    return this.api.evaluate(code);
  }

  /** Adds a global that the image may overwrite, as it may on Espruino. */
  define(name: string, value: unknown): void {
    Object.defineProperty(this.global, name, {
      value,
      writable: true,
      configurable: true,
      enumerable: false,
    });
  }

  /** Runs a script of the realm under the time limit. Returns the value of its last statement. */
  load(script: vm.Script): unknown {
    return this.guard(script);
  }

  /** Runs `body`, which calls into the realm, under the time limit. */
  enter<T>(body: () => T): T {
    if (this.depth > 0) return body();
    let result: T | undefined;
    Object.defineProperty(this.global, DISPATCH, {
      configurable: true,
      value: () => {
        // Gone before the image can see it.
        Reflect.deleteProperty(this.global, DISPATCH);
        result = body();
      },
    });
    this.guard(dispatchScript);
    return result as T;
  }

  private guard(script: vm.Script): unknown {
    this.depth++;
    try {
      return script.runInContext(this.context, { timeout: this.timeLimit });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
      throw new BusyError(
        `the program has not come back to the idle loop for ${this.timeLimit / 1000} s of real time: a loop that ` +
          "never waits starves every timer and pin of the board",
      );
    } finally {
      this.depth--;
    }
  }
}

function native(fn: Callback): Callback {
  nativeFunctions.add(fn);
  return fn;
}

/** Every global of the realm that is not a pin or a device of the board. */
export function knownGlobals(): string[] {
  return [...KEPT_GLOBALS, ...MODELLED_GLOBALS, ...UNMODELLED_FUNCTIONS, ...UNMODELLED_OBJECTS];
}
