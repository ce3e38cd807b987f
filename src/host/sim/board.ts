import type { Board } from "../compiler/boards.ts";
import { Buses } from "./board/buses.ts";
import { describe, firmwareAtLeast } from "./board/description.ts";
import { Programs } from "./board/programs.ts";
import { Runner, type Restart } from "./board/runner.ts";
import { makePins, type Pins } from "./board_pins.ts";
import { Agenda, Clock } from "./clock.ts";
import type { Part } from "./devices/part.ts";
import { refuse } from "./devices/part_check.ts";
import { wiringFaults } from "./devices/wiring.ts";
import type { SimI2C } from "./i2c.ts";
import { KEEP, keepLast } from "./keep.ts";
import { Network } from "./network.ts";
import type { SimOneWire } from "./onewire.ts";
import type { ConsoleLine, RunOptions, RunResult, SimOptions } from "./options.ts";
import { Power, type PowerDown } from "./power.ts";
import { xorshift32 } from "./random.ts";
import type { SimSerial } from "./serial.ts";
import type { SimSPI } from "./spi.ts";
import type { ImageMap } from "./stack.ts";
import { SimStorage } from "./storage.ts";
import type { Trace } from "./timeline.ts";
import type { UnawaitedCoroutine } from "./unawaited.ts";
import { uncaughtText } from "./uncaught.ts";

export { firmwareAtLeast } from "./board/description.ts";
export { EVAL } from "./board/programs.ts";
export type { Restart } from "./board/runner.ts";

/**
 * An ESP32 with Espruino on the desk, in virtual time.
 *
 * @example
 * const board = new SimBoard({ board: "esp32" });
 * board.load(code, map);
 * board.pins.D4.drive(1, 250_000);
 * const { reason } = board.run({ for: 10_000_000 });
 * board.console.map((line) => line.text);
 */
export class SimBoard {
  readonly description: Board;
  readonly clock: Clock;
  readonly pins: Pins;
  /** The network that the board is in. */
  readonly network = new Network((fn, pace) => {
    if (pace) this.agenda.add(this.clock.now + 1000, fn);
    else this.runner.interpreter.loop.post(fn);
  });
  /** Everything that came out of the console so far. */
  readonly console: ConsoleLine[] = [];
  /** What the simulator itself has to say: uses of what it does not model and the like. */
  readonly remarks: string[] = [];
  /** Files in flash memory, which survive resets and brown-outs. Some of them run at power-up, as in Espruino. */
  readonly storage: SimStorage;
  /** Whether the program has left the echo of the console on. */
  echo = true;
  onPrint: ((line: ConsoleLine) => void) | undefined;
  /** The interpreter starts again, before (`begin`) and after (`end`) what runs then. */
  onRestart: ((how: Restart, phase: "begin" | "end") => void) | undefined;
  /** How the console shows an exception that nobody caught. */
  describeUncaught = (error: unknown): string => uncaughtText(error, this.programs.places);
  onRemark: ((text: string) => void) | undefined;
  /** What the firmware calls itself. */
  readonly version: string;

  private readonly agenda = new Agenda();
  private readonly buses: Buses;
  private readonly power: Power;
  private readonly programs: Programs;
  private readonly runner: Runner;
  private readonly parts: Part[] = [];
  private readonly seed: number;
  private readonly keep: number;
  /** State of the program's random numbers. */
  private random: number;

  constructor(options: SimOptions = {}) {
    const { board: name = "esp32", firmware = {}, epoch = 0, seed = 1, timeLimit = 10_000 } = options;
    const { estimateMemory = false, keep = KEEP, storage = {} } = options;
    const board = (this.description = describe(name));
    const timerModule =
      firmware.timer ?? (firmware.version === undefined || firmwareAtLeast(firmware.version, 29));
    this.version = firmware.version ?? (timerModule ? "2v29" : "2v27");
    this.storage = new SimStorage(board.storage, Number(board.firmware.savedCode));
    for (const [file, data] of Object.entries(storage)) this.storage.set(file, data);
    this.random = this.seed = seed;
    this.keep = keep;
    this.clock = new Clock(Math.trunc(epoch * 1e6));
    const { agenda, clock } = this;
    this.power = new Power(clock, agenda);
    this.pins = makePins(board, clock, agenda, keep);
    const remark = (text: string): void => this.remark(text);
    this.buses = new Buses({
      board,
      clock,
      pins: this.pins,
      keep,
      spend: (micros) => this.spend(micros),
      remark,
      when: (at, fn) => agenda.add(Math.max(at ?? 0, clock.now), fn),
    });
    this.programs = new Programs(clock, keep);
    this.runner = new Runner({
      board,
      version: this.version,
      timerModule,
      clock,
      agenda,
      pins: this.pins,
      buses: this.buses,
      network: this.network,
      power: this.power,
      storage: this.storage,
      programs: this.programs,
      timeLimit,
      estimateMemory,
      bytesPerCharacter: () => this.programs.bytesPerCharacter,
      random: () => (this.random = xorshift32(this.random)) / 4294967296,
      seedRandom: (start) => (this.random = start >>> 0 || 1),
      setEcho: (on) => (this.echo = on),
      print: (text) => this.write(text, "print"),
      show: (error) => this.write(this.describeUncaught(error), "uncaught"),
      remark,
      restarts: (how, phase) => this.onRestart?.(how, phase),
    });
  }

  /** All that came out of the console, as text. */
  get output(): string {
    return this.console.map((line) => line.text + "\n").join("");
  }

  /** Who ran when, as far as the image's kernel could be found. Draw it with `timeline`. */
  get trace(): Trace {
    return this.programs.trace;
  }

  /**
   * Coroutines that the image has made and never started: calls of async functions, or of methods such as
   * `lock.acquire()`, whose `await` was forgotten. Ask when the program has ended; known for images with a map only.
   */
  get unawaited(): UnawaitedCoroutine[] {
    return this.programs.unawaited;
  }

  /** What hangs at a serial port, by Espruino's number for it: 2 is Serial2. The console is not among them. */
  serial(number: number): SimSerial {
    return this.buses.serial(number);
  }

  /** An I2C bus, to hang devices on, by Espruino's number for it: 1 is I2C1. */
  i2c(number: number): SimI2C {
    return this.buses.i2c(number);
  }

  /** An SPI bus, to hang devices on, by its number: 1 is SPI1. */
  spi(number: number): SimSPI {
    return this.buses.spi(number);
  }

  /**
   * Hangs a part on the board. Gives the part.
   *
   * @throws RangeError if the board has no such pin or bus, or if something hangs there already
   */
  attach<T extends Part>(part: T): T {
    const others = this.parts.filter(({ attached }) => attached);
    refuse(wiringFaults(this.description, part, others)[0]);
    part.attach(this);
    this.parts.push(part);
    return part;
  }

  /** The seed of a part that has none of its own: another one for each, and for each seed of the board. */
  nextSeed(): number {
    return Math.imul(this.seed, 0x85ebca6b) + this.parts.length + 1;
  }

  /** The 1-Wire bus at a pin, to hang devices on. */
  onewire(gpio: number): SimOneWire {
    return this.buses.onewire(gpio);
  }

  /** When the next thing will happen, in µs of virtual time; Infinity: never. */
  get nextEventAt(): number {
    return this.runner.interpreter.loop.nextAt();
  }

  /** Adds a global of your own before the image is loaded, such as the hook of an instrumented image. */
  define(name: string, fn: (...args: unknown[]) => unknown): void {
    this.runner.define(name, fn);
  }

  /** Lets time pass in the middle of the running program, as slow code would; interrupts come where they fall. */
  spend(micros: number): void {
    this.runner.interpreter.loop.spend(micros);
  }

  /**
   * Loads an image, or any script, and runs it as the board does at power-up. An exception is printed as uncaught.
   *
   * @param code as the build gives it; of a file, one character a byte (`latin1`)
   */
  load(code: string, map?: ImageMap, file = "image.js"): void {
    this.runner.load({ code, map, file });
  }

  /** Turns the power on, if neither `load` nor `run` has done so: what Storage has for power-up runs. */
  boot(): void {
    this.runner.boot();
  }

  /**
   * Evaluates code as the console does, in the program's global scope. Throws what it throws. An `eval` that
   * the code begins with takes text with bytes in the place of reserved words, too.
   *
   * @param file how stacks name it
   */
  evaluate(code: string, file = "REPL"): unknown {
    const { interpreter, guard } = this.runner;
    let result: unknown;
    guard.run(() => {
      result = interpreter.evaluate(code, file, (text) => this.programs.evaluate(text, interpreter));
    });
    return result;
  }

  /** Shows an exception as one that nobody caught, or hands it to the program's handler for these. */
  reportUncaught(error: unknown): void {
    const { interpreter, guard } = this.runner;
    guard.run(() => {
      interpreter.realm.enter(() => interpreter.uncaught(error));
    });
  }

  /** The code of an image that `load` was given, by its file, or the text that `eval` had last. */
  imageCode(file: string): string | undefined {
    return this.programs.code(file);
  }

  /** Whether the program has been given up, for it did not come back to the idle loop. */
  get hung(): boolean {
    return this.runner.guard.reason !== undefined;
  }

  /** Ends a call that never comes back, as ctrl-C does. Says whether it was that of an interval, which is gone then. */
  interrupt(): boolean {
    this.runner.guard.reason = undefined;
    return this.runner.interpreter.loop.interrupted();
  }

  /** Takes the power away for a moment, now or at a virtual time in µs: the program starts again from its beginning. */
  brownOut(at = this.clock.now): void {
    this.agenda.add(Math.max(at, this.clock.now), () => {
      this.power.down("brownout");
    });
  }

  /** Does something in the world outside at a virtual time in µs. Returns a function that takes it back. */
  at(at: number, fn: () => void): () => void {
    if (!(at >= this.clock.now)) throw new RangeError(`${at} µs is past, it is ${this.clock.now} µs`);
    return this.agenda.add(at, fn);
  }

  /** When and why the program was ended, to start again from its beginning. */
  get downs(): readonly PowerDown[] {
    return this.power.downs;
  }

  /** Runs the idle loop until nothing is left to do, or as `options` say. */
  run(options: RunOptions = {}): RunResult {
    return this.runner.run(options);
  }

  private write(text: string, kind: ConsoleLine["kind"]): void {
    if (this.clock.stopped) return;
    const line = { at: this.clock.now, text, kind };
    keepLast(this.console, line, this.keep);
    this.onPrint?.(line);
  }

  private remark(text: string): void {
    this.remarks.push(text);
    this.onRemark?.(text);
  }
}
