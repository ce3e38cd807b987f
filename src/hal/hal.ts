/**
 * The one seam between the kernel and an engine.
 *
 * A HAL is a module that exports the functions of {@link Hal}; the build picks it for the target, and whatever a
 * program does not use is left out of its image. A new engine needs `now`, `alarm`, `defer`, `print` and `info`;
 * the pin functions only where it has pins.
 */
export interface Hal {
  /**
   * Monotonic time since some start in µs (whole or fractional).
   *
   * MUST never go backwards, whatever happens to the wall clock, and MUST keep counting while the engine sleeps.
   */
  now(): number;

  /**
   * Arms the only alarm: `wake` is called once or more at or soon after `at` (µs, on the scale of {@link now}).
   *
   * - MUST replace the alarm that was armed before.
   * - MUST call `wake` soon, and not from inside this call, when `at` has passed already.
   * - MAY call `wake` from interrupt context, between any two statements of running code, and MAY call it early
   *   or more than once; the kernel looks at the time again.
   * - MUST NOT lose the call: `wake` comes at last, however busy the engine was at that moment.
   *
   * Without arguments it takes the alarm out, if one is armed; a call of `wake` that is under way may still arrive.
   */
  alarm(at?: number, wake?: () => void): void;

  /**
   * Calls `fn` once from the engine's idle loop, after the engine has handled its own events.
   *
   * MUST NOT call it from inside this call. MAY itself be called from interrupt context.
   */
  defer(fn: () => void): void;

  /** Writes one line of text to the console. */
  print(line: string): void;

  /** What this HAL stands on, for people to read. */
  info(): HalInfo;

  /** Sets what a pin is used for. */
  pinMode(pin: number, mode: PinMode): void;
  /** Reads the level of a pin: 0 or 1. */
  pinRead(pin: number): number;
  /** Drives a pin to level 0 or 1. */
  pinWrite(pin: number, level: number): void;
  /**
   * Calls `handler(level, time)` from the idle loop after each edge, `time` being the time stamp of the edge in µs
   * on the scale of {@link now}, taken when it happened. Returns an id for {@link unwatch}.
   */
  watch(pin: number, edge: Edge, handler: (level: number, time: number) => void): number;
  /** Ends a {@link watch}. */
  unwatch(id: number): void;
}

/** Which engine a program runs on, and what backs the kernel's alarm there. */
export interface HalInfo {
  /** Name and version of the engine. */
  engine: string;
  /** `timer` is a hardware timer that interrupts, `setTimeout` the engine's idle loop, `virtual` a clock that jumps. */
  alarm: "timer" | "setTimeout" | "virtual";
}

export type PinMode = "input" | "input_pullup" | "input_pulldown" | "output" | "opendrain" | "analog";
export type Edge = "rising" | "falling" | "both";
