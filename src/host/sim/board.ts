import vm from "node:vm";
import { loadTarget, type Board } from "../compiler/boards.ts";
import { makePins, type Pins } from "./board_pins.ts";
import { Agenda, Clock } from "./clock.ts";
import type { Part } from "./devices/part.ts";
import { installGlobals } from "./globals.ts";
import { HardwareTimer } from "./hw_timer.ts";
import { SimI2C } from "./i2c.ts";
import { IdleLoop } from "./idle_loop.ts";
import { KernelNames } from "./kernel_names.ts";
import { Network } from "./network.ts";
import { BusyError, Realm } from "./realm.ts";
import { SimSerial } from "./serial.ts";
import { SimOneWire } from "./onewire.ts";
import type { SimPin } from "./pins.ts";
import { Power, type PowerDown } from "./power.ts";
import { SimSPI } from "./spi.ts";
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
  private readonly images: { code: string; map: ImageMap | undefined; file: string }[] = [];
  private readonly defined: [name: string, fn: (...args: unknown[]) => unknown][] = [];
  private places = new SourcePlaces("image.js");
  private kernel: KernelTrace | undefined;
  private coroutines: UnawaitedCoroutines | undefined;
  private random: number;
  private dead: string | undefined;

  constructor(options: SimOptions = {}) {
    const { board: name = "esp32", firmware = {}, epoch = 0, seed = 1, timeLimit = 10_000 } = options;
    const board = describe(name);
    this.hasTimer = firmware.timer ?? true;
    this.timeLimit = timeLimit;
    this.description = board;
    this.random = seed;
    this.clock = new Clock(Math.trunc(epoch * 1e6));
    const { clock, agenda } = this;
    this.power = new Power(clock, agenda);
    this.pins = makePins(board, clock, agenda);
    this.serials = board.uart
      .filter(({ name: port }) => port !== board.console.port)
      .map(({ name: port }) => new SimSerial(port, (at, fn) => agenda.add(Math.max(at ?? 0, clock.now), fn)));
    const spend = (micros: number): void => this.loop.spend(micros);
    const remark = (text: string): void => this.remark(text);
    this.i2cs = board.i2c.map(({ name: bus }) => new SimI2C(bus, clock, spend, remark));
    this.spis = board.spi.map(({ name: bus }) => new SimSPI(bus, clock, this.pins, spend, remark));
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
      i2cs: this.i2cs,
      spis: this.spis,
      onewire: (pin) => this.onewireAt(pin),
      power: this.power,
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
  }

  /** Whatever the program has set up is gone; what hangs on the board is still there. */
  private powerOff(): void {
    this.watches.clearAll();
    for (const pin of new Set(Object.values(this.pins))) pin.powerOff();
    for (const port of this.serials) port.baudrate = undefined;
    for (const bus of this.i2cs) bus.powerOff();
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

  /** Hangs a part on the board. Gives the part. */
  attach<T extends Part>(part: T): T {
    part.attach(this);
    return part;
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

  /** Loads an image and runs it, as the board does at power-up. An exception is printed as uncaught. */
  load(code: string, map?: ImageMap, file = "image.js"): void {
    if (this.dead !== undefined) throw new Error(this.dead);
    this.images.push({ code, map, file });
    this.start(code, map, file);
  }

  /** Takes the power away for a moment, now or at a virtual time in µs: the program starts again from its beginning. */
  brownOut(at = this.clock.now): void {
    this.agenda.add(Math.max(at, this.clock.now), () => {
      this.power.down("brownout");
    });
  }

  /** When and why the program was ended, to start again from its beginning. */
  get downs(): readonly PowerDown[] {
    return this.power.downs;
  }

  private start(code: string, map: ImageMap | undefined, file: string): void {
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
        if (!this.clock.stopped) this.uncaught(error);
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
        if (this.clock.stopped) {
          const next = this.restart(limit);
          if (next !== "on") reason = next;
          more = next === "on";
          continue;
        }
        more = this.realm.enter(() => {
          const end = performance.now() + 50;
          while (performance.now() < end) {
            const next = this.loop.turn(limit, options.until);
            if (next !== "on") {
              reason = next;
              return this.clock.stopped;
            }
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
    for (const { code, map, file } of this.images) if (!this.clock.stopped) this.start(code, map, file);
    return "on";
  }

  private onewireAt(pin: SimPin): SimOneWire {
    let bus = this.onewires.get(pin);
    if (!bus)
      this.onewires.set(pin, (bus = new SimOneWire(pin, this.clock, (micros) => this.loop.spend(micros))));
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
    this.write(uncaughtText(error, this.places), "uncaught");
  }

  private write(text: string, kind: ConsoleLine["kind"]): void {
    if (this.clock.stopped) return;
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
