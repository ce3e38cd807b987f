import vm from "node:vm";
import { loadTarget, type Board } from "../compiler/boards.ts";
import { makePins, type Pins } from "./board_pins.ts";
import { Agenda, Clock } from "./clock.ts";
import { installGlobals } from "./globals.ts";
import { HardwareTimer } from "./hw_timer.ts";
import { IdleLoop } from "./idle_loop.ts";
import { KernelNames } from "./kernel_names.ts";
import { Network } from "./network.ts";
import { BusyError, Realm } from "./realm.ts";
import { SimSerial } from "./serial.ts";
import { SourcePlaces, type ImageMap } from "./stack.ts";
import { Timers } from "./timers.ts";
import type { ConsoleLine, RunOptions, RunResult, SimOptions } from "./options.ts";
import { describeWait } from "./report.ts";
import type { Trace } from "./timeline.ts";
import { KernelTrace } from "./trace.ts";
import { UnawaitedCoroutines, type UnawaitedCoroutine } from "./unawaited.ts";
import { uncaughtText } from "./uncaught.ts";
import { Watches } from "./watches.ts";

const descriptions = new Map<string, Board>();

function describe(name: string): Board {
  const known = descriptions.get(name);
  if (known) return known;
  const { board } = loadTarget(name);
  if (!board) throw new RangeError(`${name} is no board that could be simulated`);
  descriptions.set(name, board);
  return board;
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
  onPrint: ((line: ConsoleLine) => void) | undefined;
  onRemark: ((text: string) => void) | undefined;

  private readonly agenda = new Agenda();
  private readonly serials: SimSerial[];
  private readonly realm: Realm;
  private readonly loop: IdleLoop;
  private readonly watches: Watches;
  private places = new SourcePlaces("image.js");
  private kernel: KernelTrace | undefined;
  private coroutines: UnawaitedCoroutines | undefined;
  private random: number;
  private dead: string | undefined;

  constructor(options: SimOptions = {}) {
    const { board: name = "esp32", firmware = {}, epoch = 0, seed = 1, timeLimit = 10_000 } = options;
    const board = describe(name);
    const hasTimer = firmware.timer ?? true;
    this.description = board;
    this.random = seed;
    this.clock = new Clock(Math.trunc(epoch * 1e6));
    const { clock, agenda } = this;
    this.pins = makePins(board, clock, agenda);
    this.serials = board.uart
      .filter(({ name: port }) => port !== "Serial1")
      .map(({ name: port }) => new SimSerial(port, (at, fn) => agenda.add(Math.max(at ?? 0, clock.now), fn)));
    this.realm = new Realm(
      {
        queue: (fn) => this.loop.queueJob(fn),
        wall: () => this.loop.readClock() / 1000,
        random: () => this.nextRandom(),
      },
      timeLimit,
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
      version: hasTimer ? "2v29" : "2v27",
      realm: this.realm,
      clock,
      pins: this.pins,
      timers,
      watches: this.watches,
      timerModule: hasTimer,
      hardwareTimer: timer,
      network: this.network,
      serials: this.serials,
      print: (text) => this.write(text, "print"),
      call: (fn, args) => this.loop.call(fn, args),
      post: (fn) => this.loop.post(fn),
      readClock: () => this.loop.readClock(),
      drainTimer: () => this.loop.drainTimer(),
      remark: (text) => this.remark(text),
      seedRandom: (start) => (this.random = start >>> 0 || 1),
    });
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

  /** What hangs at a serial port, by Espruino's number for it: 2 is Serial2. Serial1 is the console. */
  serial(number: number): SimSerial {
    const found = this.serials.find(({ name }) => name === `Serial${number}`);
    if (!found) throw new RangeError(`Serial${number} is no serial port of ${this.description.title} to use`);
    return found;
  }

  /** When the next thing will happen, in µs of virtual time; Infinity: never. */
  get nextEventAt(): number {
    return this.loop.nextAt();
  }

  /** Adds a global of your own before the image is loaded, such as the hook of an instrumented image. */
  define(name: string, fn: (...args: unknown[]) => unknown): void {
    this.realm.define(name, this.realm.fn(fn));
  }

  /** Lets time pass in the middle of the running program, as slow code would; interrupts come where they fall. */
  spend(micros: number): void {
    this.loop.spend(micros);
  }

  /** Loads an image and runs it, as the board does at power-up. An exception is printed as uncaught. */
  load(code: string, map?: ImageMap, file = "image.js"): void {
    if (this.dead !== undefined) throw new Error(this.dead);
    this.places = new SourcePlaces(file, map);
    const names = new KernelNames(code, file, map);
    this.kernel = new KernelTrace(this.realm, this.clock, names);
    this.coroutines = map && new UnawaitedCoroutines(this.realm, this.clock, this.places, code, names);
    const watched = this.coroutines?.code ?? code;
    this.survive(() => {
      try {
        this.realm.load(new vm.Script(watched, { filename: file }));
      } catch (error) {
        if (error instanceof BusyError) throw error;
        this.uncaught(error);
      }
      this.realm.enter(() => {
        const e = this.realm.global.E as object;
        for (const fn of this.realm.listeners(e, "init")) this.loop.call(fn, []);
      });
    });
  }

  /** Runs the idle loop until nothing is left to do, or as `options` say. */
  run(options: RunOptions = {}): RunResult {
    const limit = this.clock.now + (options.for ?? Infinity);
    let reason: RunResult["reason"] = "idle";
    this.survive(() => {
      let more = true;
      // A batch at a time, for the time limit has to see the idle loop.
      while (more) {
        more = this.realm.enter(() => {
          const end = performance.now() + 50;
          while (performance.now() < end) {
            const next = this.loop.turn(limit, options.until);
            if (next !== "on") {
              reason = next;
              return false;
            }
          }
          return true;
        });
      }
    });
    if (this.dead !== undefined) reason = "busy";
    return this.result(reason);
  }

  private result(reason: RunResult["reason"]): RunResult {
    const pins = this.watches.pins.map((pin) => pin.name);
    const serials = this.serials.filter(({ baudrate }) => baudrate !== undefined).map(({ name }) => name);
    const watching = [...pins, ...serials, ...this.network.watched];
    const done = reason === "idle";
    const waiting = done && this.kernel?.looping ? this.kernel.waiting() : [];
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
    this.write(uncaughtText(error, this.places), "uncaught");
  }

  private write(text: string, kind: ConsoleLine["kind"]): void {
    const line = { at: this.clock.now, text, kind };
    this.console.push(line);
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
