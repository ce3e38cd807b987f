/**
 * The one seam between the kernel and an engine.
 *
 * A HAL is a module that exports the functions of {@link Hal}; the build picks it for the target, and whatever a
 * program does not use is left out of its image. A new engine needs `now`, `alarm`, `defer`, `print` and `info`;
 * the pin functions only where it has pins, `serial` only where it has serial ports, and for streams over TCP `connect`
 * and `listen`; for streams of any kind `encode` and `decode`.
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

  /** Begins to connect by TCP. The port takes nothing to send before it is connected, and tells if it cannot be. */
  connect(host: string, port: number): Port;
  /**
   * Listens for TCP connections until the function that it returns is called. `tell` is called from the idle loop: once
   * with what came of it, 0 or an errno, and then with each connection and, where the engine tells it, the address of
   * the peer.
   */
  listen(
    host: string,
    port: number,
    backlog: number,
    tell: (errno: number, port?: Port, peer?: readonly [host: string, port: number]) => void,
  ): () => void;
  /** Opens a serial port by MicroPython's number for it; undefined: there is none. */
  serial(id: number, options: SerialOptions): Port | undefined;
  /** The bytes of a text, in UTF-8; where strings are bytes, those. */
  encode(text: string): Uint8Array;
  /** The text in bytes, the other way round. */
  decode(bytes: Uint8Array): string;
}

/**
 * Bytes both ways: a TCP connection or a serial port.
 *
 * It never waits, holds a bounded number of bytes each way, and keeps its own copies of what it is given.
 */
export interface Port {
  /**
   * Takes bytes that have arrived: `n` at most, `n` being above 0, and with `line` none after the first line feed. An
   * empty array is the end of the stream, undefined nothing yet, a number the errno of what went wrong; the last three
   * only when all that arrived before has been read.
   */
  read(n: number, line?: boolean): Uint8Array | number | undefined;
  /**
   * Takes bytes to send, as many as there is room for, and gives how many. Undefined: no room, or not connected yet, also
   * if there is nothing to send; below 0: the errno of what went wrong, negated.
   */
  write(bytes: Uint8Array): number | undefined;
  /** Sends what it has taken and closes. */
  close(): void;
  /** Whoever uses the port sets it: is called, never by an interrupt, when `read` or `write` may give something new. */
  changed?: () => void;
}

export interface SerialOptions {
  /** Bits per second. */
  baudrate: number;
  /** Pins, by number; default: the port's usual ones. */
  tx?: number;
  rx?: number;
  /** Bits of a character, 7 or 8. */
  bits: number;
  /** null: none, 0: even, 1: odd. */
  parity: number | null;
  /** Stop bits, 1 or 2. */
  stop: number;
  /** How many bytes it holds for the reader; what comes then is lost. */
  rxbuf: number;
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
