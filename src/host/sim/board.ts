import vm from "node:vm";
import { expand } from "../compiler/tokenise.ts";
import { loadTarget, type Board } from "../compiler/boards.ts";
import { makePins, type Pins } from "./board_pins.ts";
import { Agenda, Clock } from "./clock.ts";
import type { Part } from "./devices/part.ts";
import { refuse } from "./devices/part_check.ts";
import { wiringFaults } from "./devices/wiring.ts";
import { installGlobals } from "./globals.ts";
import { HardwareTimer } from "./hw_timer.ts";
import { SimI2C } from "./i2c.ts";
import { IdleLoop } from "./idle_loop.ts";
import { KEEP, keepLast } from "./keep.ts";
import { LoadedImage } from "./loaded_image.ts";
import { Network } from "./network.ts";
import { BusyError, Realm } from "./realm.ts";
import { SimSerial } from "./serial.ts";
import { SimOneWire } from "./onewire.ts";
import type { SimPin } from "./pins.ts";
import { Power, type PowerDown } from "./power.ts";
import { SimSPI } from "./spi.ts";
import { SimStorage } from "./storage.ts";
import { SourcePlaces, type ImageMap } from "./stack.ts";
import { startupFiles, type SoftRestart } from "./system_globals.ts";
import { sizeInJsVars } from "./jsvars.ts";
import { Timers } from "./timers.ts";
import type { ConsoleLine, RunOptions, RunResult, SimOptions } from "./options.ts";
import { describeWait } from "./report.ts";
import type { Trace } from "./timeline.ts";
import { KernelTrace } from "./trace.ts";
import { UnawaitedCoroutines, type UnawaitedCoroutine } from "./unawaited.ts";
import { uncaughtText } from "./uncaught.ts";
import { Watches } from "./watches.ts";

/** How the interpreter starts: with the chip, after `reset()`, after `load()`, or after `load(file)`. */
export type Restart = "power" | "reset" | "load" | "load file";

/** How many files at most run at power-up. */
const STORED = 8;

/** How stacks name the text that `eval` has at the console. */
export const EVAL = "eval";

interface Image {
  code: string;
  map: ImageMap | undefined;
  file: string;
}

const descriptions = new Map<string, Board>();

function describe(name: string): Board {
  const known = descriptions.get(name);
  if (known) return known;
  const { board } = loadTarget(name);
  if (!board) throw new RangeError(`${name} is no board that could be simulated`);
  descriptions.set(name, board);
  return board;
}

/** Whether a firmware such as `2v29` or `2v29.277` is of a version from this one of the second series on. */
export function firmwareAtLeast(version: string, minor: number): boolean {
  const found = /^(\d+)v(\d+)/.exec(version);
  return found !== null && Number(found[1]) * 1000 + Number(found[2]) >= 2000 + minor;
}

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
    else this.loop.post(fn);
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
  describeUncaught = (error: unknown): string => uncaughtText(error, this.places);
  onRemark: ((text: string) => void) | undefined;

  private readonly agenda = new Agenda();
  private readonly serials: SimSerial[];
  private readonly i2cs: SimI2C[];
  private readonly spis: SimSPI[];
  private readonly onewires = new Map<SimPin, SimOneWire>();
  private readonly power: Power;
  private readonly timeLimit: number;
  private readonly hasTimer: boolean;
  /** What the program runs in, from one power-up to the next. */
  private realm!: Realm;
  private loop!: IdleLoop;
  private watches!: Watches;
  private readonly images: Image[] = [];
  private readonly defined: [name: string, fn: (...args: unknown[]) => unknown][] = [];
  private places = new SourcePlaces("image.js");
  private kernel: KernelTrace | undefined;
  private coroutines: UnawaitedCoroutines | undefined;
  private random: number;
  private readonly seed: number;
  private readonly parts: Part[] = [];
  private readonly keep: number;
  private dead: string | undefined;
  private readonly loaded: LoadedImage[] = [];
  private booted = false;
  private evaluated = "";
  private again: SoftRestart | undefined;
  /** What the firmware calls itself. */
  readonly version: string;
  private readonly estimateMemory: boolean;

  constructor(options: SimOptions = {}) {
    const { board: name = "esp32", firmware = {}, epoch = 0, seed = 1, timeLimit = 10_000 } = options;
    const board = describe(name);
    this.hasTimer =
      firmware.timer ?? (firmware.version === undefined || firmwareAtLeast(firmware.version, 29));
    this.version = firmware.version ?? (this.hasTimer ? "2v29" : "2v27");
    this.estimateMemory = options.estimateMemory ?? false;
    this.storage = new SimStorage(board.storage, Number(board.firmware.savedCode));
    for (const [file, data] of Object.entries(options.storage ?? {})) this.storage.set(file, data);
    this.timeLimit = timeLimit;
    this.description = board;
    this.random = this.seed = seed;
    const keep = (this.keep = options.keep ?? KEEP);
    this.clock = new Clock(Math.trunc(epoch * 1e6));
    const { clock, agenda } = this;
    this.power = new Power(clock, agenda);
    this.pins = makePins(board, clock, agenda, keep);
    const spend = (micros: number): void => this.loop.spend(micros);
    const remark = (text: string): void => this.remark(text);
    const when = (at: number | undefined, fn: () => void): unknown =>
      agenda.add(Math.max(at ?? 0, clock.now), fn);
    this.serials = board.uart
      .filter(({ name: port }) => port !== board.console.port)
      .map(({ name: port }) => new SimSerial(port, when, remark));
    this.i2cs = board.i2c.map(({ name: bus }) => new SimI2C(bus, clock, spend, remark, keep));
    this.spis = board.spi.map(({ name: bus }) => new SimSPI(bus, clock, this.pins, spend, remark, keep));
    this.powerUp();
  }

  private powerUp(): void {
    const { clock, agenda, hasTimer, description: board } = this;
    this.realm = new Realm(
      {
        queue: (fn) => this.loop.queueJob(fn),
        wall: () => this.loop.readClock() / 1000,
        random: () => this.nextRandom(),
      },
      this.timeLimit,
    );
    const timers = new Timers(clock);
    const timer = new HardwareTimer(
      clock,
      (fn) => this.loop.interrupt(fn),
      (clean) => this.loop.post(clean),
    );
    this.loop = new IdleLoop({ clock, agenda, timers, timer, uncaught: (error) => this.uncaught(error) });
    this.watches = new Watches(clock, timers, (fn) => this.loop.post(fn));
    installGlobals({
      board,
      version: this.version,
      realm: this.realm,
      clock,
      pins: this.pins,
      timers,
      watches: this.watches,
      timerModule: hasTimer,
      hardwareTimer: timer,
      network: this.network,
      serials: this.serials,
      i2cs: this.i2cs,
      spis: this.spis,
      onewire: (pin) => this.onewireAt(pin),
      power: this.power,
      storage: this.storage,
      startAgain: (how) => (this.again = how),
      setEcho: (on) => (this.echo = on),
      usedJsVars: () => (this.estimateMemory ? this.usedJsVars() : undefined),
      spend: (micros) => this.loop.spend(micros),
      print: (text) => this.write(text, "print"),
      call: (fn, args) => this.loop.call(fn, args),
      post: (fn) => this.loop.post(fn),
      readClock: () => this.loop.readClock(),
      drainTimer: () => this.loop.drainTimer(),
      remark: (text) => this.remark(text),
      seedRandom: (start) => (this.random = start >>> 0 || 1),
    });
    for (const [name, fn] of this.defined) this.realm.define(name, this.realm.fn(fn));
    this.echo = true;
  }

  /** Whatever the program has set up is gone; what hangs on the board is still there. */
  private powerOff(): void {
    this.watches.clearAll();
    for (const pin of new Set(Object.values(this.pins))) pin.powerOff();
    for (const port of this.serials) port.baudrate = undefined;
    for (const bus of this.i2cs) bus.powerOff();
    for (const bus of this.onewires.values()) bus.powerOff();
    for (const bus of this.spis) bus.settings = undefined;
    this.network.powerOff();
  }

  /** All that came out of the console, as text. */
  get output(): string {
    return this.console.map((line) => line.text + "\n").join("");
  }

  /** Who ran when, as far as the image's kernel could be found. Draw it with `timeline`. */
  get trace(): Trace {
    return this.kernel?.trace ?? { end: this.clock.now, tasks: [] };
  }

  /**
   * Coroutines that the image has made and never started: calls of async functions, or of methods such as
   * `lock.acquire()`, whose `await` was forgotten. Ask when the program has ended; known for images with a map only.
   */
  get unawaited(): UnawaitedCoroutine[] {
    return this.coroutines?.list() ?? [];
  }

  /** What hangs at a serial port, by Espruino's number for it: 2 is Serial2. The console is not among them. */
  serial(number: number): SimSerial {
    const found = this.serials.find(({ name }) => name === `Serial${number}`);
    if (!found) throw new RangeError(`Serial${number} is no serial port of ${this.description.title} to use`);
    return found;
  }

  /** An I2C bus, to hang devices on, by Espruino's number for it: 1 is I2C1. */
  i2c(number: number): SimI2C {
    const found = this.i2cs.find(({ name }) => name === `I2C${number}`);
    if (!found) throw new RangeError(`${this.description.title} has no I2C${number}`);
    return found;
  }

  /** An SPI bus, to hang devices on, by its number: 1 is SPI1. */
  spi(number: number): SimSPI {
    const found = this.spis.find(({ name }) => name === `SPI${number}`);
    if (!found) throw new RangeError(`${this.description.title} has no SPI${number}`);
    return found;
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
    const pin = this.pins[`D${gpio}`] as SimPin | undefined;
    if (!pin) throw new RangeError(`${this.description.title} has no GPIO ${gpio}`);
    return this.onewireAt(pin);
  }

  /** When the next thing will happen, in µs of virtual time; Infinity: never. */
  get nextEventAt(): number {
    return this.loop.nextAt();
  }

  /** Adds a global of your own before the image is loaded, such as the hook of an instrumented image. */
  define(name: string, fn: (...args: unknown[]) => unknown): void {
    this.defined.push([name, fn]);
    this.realm.define(name, this.realm.fn(fn));
  }

  /** Lets time pass in the middle of the running program, as slow code would; interrupts come where they fall. */
  spend(micros: number): void {
    this.loop.spend(micros);
  }

  /**
   * Loads an image, or any script, and runs it as the board does at power-up. An exception is printed as uncaught.
   *
   * @param code as the build gives it; of a file, one character a byte (`latin1`)
   */
  load(code: string, map?: ImageMap, file = "image.js"): void {
    this.boot();
    if (this.dead !== undefined) throw new Error(this.dead);
    this.images.push({ code, map, file });
    this.startAll([{ code, map, file }]);
  }

  /** Turns the power on, if neither `load` nor `run` has done so: what Storage has for power-up runs. */
  boot(): void {
    if (this.booted) return;
    this.booted = true;
    this.startAll(this.stored("power"));
  }

  /**
   * Evaluates code as the console does, in the program's global scope. Throws what it throws. An `eval` that
   * the code begins with takes text with bytes in the place of reserved words, too.
   *
   * @param file how stacks name it
   */
  evaluate(code: string, file = "REPL"): unknown {
    let result: unknown;
    const { realm } = this;
    const own = Object.getOwnPropertyDescriptor(realm.global, "eval");
    // Only where all that it can see is global: that of V8 sees the variables of the function around it, as Espruino's does.
    if (/^\s*eval\s*\(/.test(code))
      realm.define(
        "eval",
        realm.fn((text) => (typeof text === "string" ? this.evaluateText(text) : text)),
      );
    this.survive(() => {
      try {
        result = this.realm.load(new vm.Script(code, { filename: file }));
      } catch (error) {
        // Code that turns the board off does not end at all.
        if (!this.clock.stopped) throw error;
      } finally {
        Reflect.deleteProperty(realm.global, "eval");
        if (own) Object.defineProperty(realm.global, "eval", own);
      }
    });
    return result;
  }

  private evaluateText(text: string): unknown {
    this.evaluated = text;
    return this.realm.load(new vm.Script(expand(text, undefined).code, { filename: EVAL }));
  }

  /** Shows an exception as one that nobody caught, or hands it to the program's handler for these. */
  reportUncaught(error: unknown): void {
    this.survive(() => {
      this.realm.enter(() => this.uncaught(error));
    });
  }

  /** The code of an image that `load` was given, by its file, or the text that `eval` had last. */
  imageCode(file: string): string | undefined {
    if (file === EVAL) return this.evaluated;
    return this.images.find((image) => image.file === file)?.code;
  }

  /** Whether the program has been given up, for it did not come back to the idle loop. */
  get hung(): boolean {
    return this.dead !== undefined;
  }

  /** Ends a call that never comes back, as ctrl-C does. Says whether it was that of an interval, which is gone then. */
  interrupt(): boolean {
    this.dead = undefined;
    return this.loop.interrupted();
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

  private stored(how: Parameters<typeof startupFiles>[1]): Image[] {
    return startupFiles(this.storage, how).map(([file, data]) => ({
      code: Buffer.from(data).toString("latin1"),
      map: undefined,
      file,
    }));
  }

  private startAll(images: readonly Image[]): void {
    for (const { code, map, file } of images) if (!this.clock.stopped) this.start(code, map, file);
    if (this.clock.stopped) return;
    this.survive(() => {
      this.realm.enter(() => {
        const e = this.realm.global.E as object;
        for (const fn of this.realm.listeners(e, "init")) this.loop.call(fn, []);
      });
    });
  }

  private loadedImage(image: string, map: ImageMap | undefined, file: string): LoadedImage {
    let found = this.loaded.find((one) => one.is(image, map, file));
    if (!found) {
      this.loaded.push((found = new LoadedImage(image, map, file)));
      // As many as are started one after the other.
      if (this.loaded.length > this.images.length + STORED) this.loaded.shift();
    }
    return found;
  }

  private start(image: string, map: ImageMap | undefined, file: string): void {
    const { places, names, coroutines, script } = this.loadedImage(image, map, file);
    this.places = places;
    this.kernel = new KernelTrace(this.realm, this.clock, names, this.keep);
    this.coroutines =
      coroutines && new UnawaitedCoroutines(this.realm, this.clock, places, coroutines, names);
    this.survive(() => {
      try {
        this.realm.load(script());
      } catch (error) {
        if (error instanceof BusyError) throw error;
        if (!this.clock.stopped) this.uncaught(error);
      }
    });
  }

  /** Runs the idle loop until nothing is left to do, or as `options` say. */
  run(options: RunOptions = {}): RunResult {
    this.boot();
    const limit = this.clock.now + (options.for ?? Infinity);
    let reason: RunResult["reason"] = "idle";
    this.survive(() => {
      let more = true;
      // A batch at a time, for the time limit has to see the idle loop.
      while (more && this.dead === undefined) {
        if (this.clock.stopped) {
          const next = this.restart(limit);
          if (next !== "on") reason = next;
          more = next === "on";
          continue;
        }
        if (this.again) this.softRestart(this.again);
        more = this.realm.enter(() => {
          const end = performance.now() + 50;
          while (performance.now() < end) {
            const next = this.loop.turn(limit, options.until);
            if (next !== "on") reason = next;
            if (this.again) return true;
            if (next !== "on") return this.clock.stopped;
          }
          return true;
        });
      }
    });
    if (this.dead !== undefined) reason = "busy";
    return this.result(reason);
  }

  /** Has the board start again once it is to. */
  private restart(limit: number): "on" | "time" | "idle" {
    this.powerOff();
    const next = this.power.sleep(limit);
    if (next !== "on") return next;
    this.powerUp();
    this.startAgain("power", [...this.stored("power"), ...this.images]);
    return "on";
  }

  /** Starts the interpreter again, and not the chip. */
  private softRestart(how: SoftRestart): void {
    this.again = undefined;
    this.survive(() => {
      this.realm.enter(() => {
        for (const fn of this.realm.listeners(this.realm.global.E as object, "kill")) this.loop.call(fn, []);
      });
    });
    this.powerOff();
    this.powerUp();
    if (how.kind === "load" && how.file !== undefined) {
      this.realm.define("__FILE__", how.file);
      this.startAgain("load file", this.stored(how));
    } else this.startAgain(how.kind, [...this.stored(how), ...(how.kind === "load" ? this.images : [])]);
  }

  private startAgain(how: Restart, images: readonly Image[]): void {
    this.onRestart?.(how, "begin");
    this.startAll(images);
    this.onRestart?.(how, "end");
  }

  private usedJsVars(): number {
    return sizeInJsVars(this.realm.global);
  }

  private onewireAt(pin: SimPin): SimOneWire {
    let bus = this.onewires.get(pin);
    if (!bus) {
      const spend = (micros: number): void => this.loop.spend(micros);
      bus = new SimOneWire(pin, this.clock, spend, (text) => this.remark(text), this.keep);
      this.onewires.set(pin, bus);
    }
    return bus;
  }

  private result(reason: RunResult["reason"]): RunResult {
    const { wake } = this.power;
    const pins = (wake ? (wake.pin ? [wake.pin] : []) : this.watches.pins).map((pin) => pin.name);
    const serials = this.serials.filter(({ baudrate }) => baudrate !== undefined).map(({ name }) => name);
    const watching = [...pins, ...serials, ...this.network.watched];
    const done = reason === "idle";
    const waiting = done && !wake && this.kernel?.looping ? this.kernel.waiting() : [];
    if (done && waiting.length > 0 && watching.length === 0) reason = "stalled";
    const message = reason === "busy" ? (this.dead ?? "") : describeWait(waiting, watching);
    return { reason, now: this.clock.now, waiting, watching, message };
  }

  /** A program that hangs takes the board with it, and not the desk. */
  private survive(body: () => void): void {
    if (this.dead !== undefined) return;
    try {
      body();
    } catch (error) {
      if (!(error instanceof BusyError)) throw error;
      this.dead = error.message;
    }
  }

  private uncaught(error: unknown): void {
    const listeners = this.realm.listeners(this.realm.global.process as object, "uncaughtException");
    if (listeners.length > 0) {
      for (const fn of [...listeners]) this.loop.callPlain(fn, [error], (next) => this.show(next));
    } else this.show(error);
  }

  private show(error: unknown): void {
    this.write(this.describeUncaught(error), "uncaught");
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

  /** xorshift32: the same numbers on every run. */
  private nextRandom(): number {
    let x = this.random;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.random = x >>> 0;
    return this.random / 4294967296;
  }
}
