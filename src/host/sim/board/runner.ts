import type { RunOptions, RunResult } from "../options.ts";
import { describeWait } from "../report.ts";
import type { SoftRestart } from "../system_globals.ts";
import { HangGuard } from "./hang_guard.ts";
import { Interpreter, type InterpreterHost } from "./interpreter.ts";
import { storedImages, type Image, type Programs } from "./programs.ts";

/** How the interpreter starts: with the chip, after `reset()`, after `load()`, or after `load(file)`. */
export type Restart = "power" | "reset" | "load" | "load file";

export interface RunnerHost extends InterpreterHost {
  programs: Programs;
  /** The interpreter starts again, before (`begin`) and after (`end`) what runs then. */
  restarts(how: Restart, phase: "begin" | "end"): void;
}

/** Starts the interpreter and what it has to run, lets its idle loop run, and starts it again when that is due. */
export class Runner {
  readonly guard = new HangGuard();
  private current: Interpreter;
  private readonly defined: [name: string, fn: (...args: unknown[]) => unknown][] = [];
  private booted = false;
  private again: SoftRestart | undefined;

  constructor(private readonly host: RunnerHost) {
    this.current = this.powerUp();
  }

  /** What the program runs in now. */
  get interpreter(): Interpreter {
    return this.current;
  }

  /** Adds a global to this interpreter and all that follow. */
  define(name: string, fn: (...args: unknown[]) => unknown): void {
    this.defined.push([name, fn]);
    this.current.define(name, fn);
  }

  /** Runs what Storage has for power-up, the first time that it is called. */
  boot(): void {
    if (this.booted) return;
    this.booted = true;
    this.startAll(storedImages(this.host.storage, "power"));
  }

  /** Runs an image now, and at each power-up from now on. */
  load(image: Image): void {
    this.boot();
    if (this.guard.reason !== undefined) throw new Error(this.guard.reason);
    this.host.programs.loaded.push(image);
    this.startAll([image]);
  }

  run(options: RunOptions): RunResult {
    this.boot();
    const { clock } = this.host;
    const limit = clock.now + (options.for ?? Infinity);
    let reason: RunResult["reason"] = "idle";
    this.guard.run(() => {
      let more = true;
      // A batch at a time, for the time limit has to see the idle loop.
      while (more && this.guard.reason === undefined) {
        if (clock.stopped) {
          const next = this.restart(limit);
          if (next !== "on") reason = next;
          more = next === "on";
          continue;
        }
        if (this.again) this.softRestart(this.again);
        more = this.current.realm.enter(() => {
          const end = performance.now() + 50;
          while (performance.now() < end) {
            const next = this.current.loop.turn(limit, options.until);
            if (next !== "on") reason = next;
            if (this.again) return true;
            if (next !== "on") return clock.stopped;
          }
          return true;
        });
      }
    });
    return this.result(this.guard.reason === undefined ? reason : "busy");
  }

  private powerUp(): Interpreter {
    const interpreter = new Interpreter(this.host, (how) => (this.again = how));
    for (const [name, fn] of this.defined) interpreter.define(name, fn);
    this.host.setEcho(true);
    return interpreter;
  }

  /** Whatever the program has set up is gone; what hangs on the board is still there. */
  private powerOff(): void {
    const { pins, buses, network } = this.host;
    this.current.watches.clearAll();
    for (const pin of new Set(Object.values(pins))) pin.powerOff();
    buses.powerOff();
    network.powerOff();
  }

  /** Has the board start again once it is to. */
  private restart(limit: number): "on" | "time" | "idle" {
    const { power, storage, programs } = this.host;
    this.powerOff();
    const next = power.sleep(limit);
    if (next !== "on") return next;
    this.current = this.powerUp();
    this.startAgain("power", [...storedImages(storage, "power"), ...programs.loaded]);
    return "on";
  }

  /** Starts the interpreter again, and not the chip. */
  private softRestart(how: SoftRestart): void {
    const { storage, programs } = this.host;
    this.again = undefined;
    this.guard.run(() => this.current.tell("kill"));
    this.powerOff();
    this.current = this.powerUp();
    const stored = storedImages(storage, how);
    if (how.kind === "load" && how.file !== undefined) {
      this.current.realm.define("__FILE__", how.file);
      this.startAgain("load file", stored);
    } else this.startAgain(how.kind, [...stored, ...(how.kind === "load" ? programs.loaded : [])]);
  }

  private startAgain(how: Restart, images: readonly Image[]): void {
    this.host.restarts(how, "begin");
    this.startAll(images);
    this.host.restarts(how, "end");
  }

  private startAll(images: readonly Image[]): void {
    const { clock, programs } = this.host;
    for (const image of images) if (!clock.stopped) this.guard.run(() => programs.start(image, this.current));
    if (!clock.stopped) this.guard.run(() => this.current.tell("init"));
  }

  private result(reason: RunResult["reason"]): RunResult {
    const { power, buses, network, programs, clock } = this.host;
    const { wake } = power;
    const pins = wake ? (wake.pin ? [wake.pin] : []) : this.current.watches.pins;
    const watching = [...pins.map((pin) => pin.name), ...buses.listening, ...network.watched];
    const done = reason === "idle";
    const waiting = done && !wake ? programs.waiting : [];
    if (done && waiting.length > 0 && watching.length === 0) reason = "stalled";
    const message = reason === "busy" ? (this.guard.reason ?? "") : describeWait(waiting, watching);
    return { reason, now: clock.now, waiting, watching, message };
  }
}
