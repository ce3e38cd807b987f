/**
 * The one seam between the kernel and an engine.
 *
 * A HAL is a module that exports the functions of {@link Hal}; the build picks it for the target, and whatever a
 * program does not use is left out of its image. A new engine needs `now`, `alarm`, `defer`, `print` and `info`;
 * the pin functions only where it has pins, `serial` only where it has serial ports, and for streams over TCP `connect`
 * and `listen`; for streams of any kind `encode` and `decode`. What it lacks of buses it exports all the same, to say so.
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
  /** Reads the voltage at a pin, from 0 for ground to 65535 for full scale; undefined: the pin has no converter. */
  adc(pin: number): number | undefined;
  /**
   * Drives a pin with pulses, `freq` a second (above 0) and high for the part `duty` of the time, from 0 to 1; `freq` 0
   * ends that and leaves it low. Undefined: done; else why the engine cannot.
   */
  pwm(pin: number, freq: number, duty: number): string | undefined;
  /** Opens an I2C bus by MicroPython's number for it; undefined: there is none. */
  i2c(id: number, options: I2COptions): I2CBus | undefined;
  /** Makes a 1-Wire bus of a pin; undefined: the engine has none. */
  onewire(pin: number): OneWireBus | undefined;
  /** Opens an SPI bus by MicroPython's number for it; undefined: there is none. */
  spi(id: number, options: SPIOptions): SPIBus | undefined;
  /**
   * Calls `fn` from the idle loop after `ms` milliseconds (above 0), with `repeat` over and over. Returns what ends that;
   * undefined: the engine has no timers.
   */
  timer(ms: number, repeat: boolean, fn: () => void): (() => void) | undefined;
  /** Starts a watchdog that bites after `ms` milliseconds or a little more. Returns what feeds it; undefined: there is none. */
  watchdog(ms: number): (() => void) | undefined;
  /** Resets the board. Returns only if the engine cannot: why. */
  reboot(): string | undefined;
  /** Why the program was started: 4 after a deep sleep; 0: anything else. */
  resetCause(): number;
  /** What tells this chip from others, in hexadecimal digits and dashes; undefined: the engine does not tell. */
  uniqueId(): string | undefined;
  /** Stops everything for a time. Undefined: it has; else why the engine cannot. */
  lightSleep(ms: number): string | undefined;
  /** Turns everything off for a time or until a pin has a level. Returns only if the engine cannot: why. */
  deepSleep(ms: number | undefined, pin?: number, level?: number): string | undefined;
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

export interface I2COptions {
  /** Pins, by number; default: the bus's usual ones. */
  scl: number | undefined;
  sda: number | undefined;
  /** Hz. */
  freq: number;
}

/** The controller of an I2C bus. It blocks while bytes go over the wire. */
export interface I2CBus {
  /**
   * Addresses a device (7 bits) for writing and sends it bytes. Without `stop` the bus stays taken, and the next transfer
   * begins by a repeated start. Gives 0, or the errno of what went wrong: 19 nobody acknowledged, 110 the bus is held.
   *
   * Without bytes it only finds out whether there is a device, in whatever way the engine has.
   */
  write(address: number, bytes: ArrayLike<number>, stop: boolean): number;
  /** The same for reading `n` bytes, at least 1. */
  read(address: number, n: number, stop: boolean): Uint8Array | number;
}

/** The controller of a 1-Wire bus. It blocks while slots go over the wire. */
export interface OneWireBus {
  /** Resets all devices. True if any is there. */
  reset(): boolean;
  /** Writes bytes. With `power` the pin then drives the line high until the bus is used again. */
  write(bytes: ArrayLike<number>, power: boolean): void;
  /** Reads `n` bytes. */
  read(n: number): Uint8Array;
  /** Finds the devices that answer to a search command. Their ROM codes, as 16 hexadecimal digits, first byte first. */
  search(command: number): string[];
}

export interface SPIOptions {
  /** Hz. */
  baudrate: number;
  /** 2 if the idle clock is high, plus 1 if bits are taken at its second edge. */
  mode: number;
  /** Pins, by number; default: the bus's usual ones. */
  sck: number | undefined;
  mosi: number | undefined;
  miso: number | undefined;
}

/** The controller of an SPI bus, for words of 8 bits, the highest one first. It blocks while bytes go over the wire. */
export interface SPIBus {
  /** Sends bytes and gives those that came meanwhile. */
  transfer(bytes: Uint8Array): Uint8Array;
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
