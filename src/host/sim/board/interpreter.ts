import vm from "node:vm";
import type { Agenda } from "../clock.ts";
import { installGlobals, type Machine } from "../globals.ts";
import { HardwareTimer } from "../hw_timer.ts";
import { IdleLoop } from "../idle_loop.ts";
import { jsVarSize, sizeInJsVars } from "../jsvars.ts";
import { Realm } from "../realm.ts";
import type { SoftRestart } from "../system_globals.ts";
import { Timers } from "../timers.ts";
import { Watches } from "../watches.ts";
import type { Buses } from "./buses.ts";

/** What an interpreter needs of its board, which is there before it and after it. */
export interface InterpreterHost extends Pick<
  Machine,
  | "board"
  | "version"
  | "timerModule"
  | "clock"
  | "pins"
  | "network"
  | "power"
  | "storage"
  | "setEcho"
  | "print"
  | "remark"
  | "seedRandom"
> {
  agenda: Agenda;
  buses: Buses;
  /** ms of real time after which a program that does not come back to the idle loop is given up. */
  timeLimit: number;
  /** Whether the program is told how many JsVars are in use. */
  estimateMemory: boolean;
  /** Bytes of memory for each character of code. */
  bytesPerCharacter(): number;
  /** From 0 up to 1. */
  random(): number;
  /** Shows an exception that nobody caught. */
  show(error: unknown): void;
}

/** What a program runs in, from one start of the interpreter to the next: a global scope, timers, watches and the idle loop. */
export class Interpreter {
  readonly realm: Realm;
  readonly loop: IdleLoop;
  readonly watches: Watches;

  /** `startAgain`: the program asks for another start. */
  constructor(
    private readonly host: InterpreterHost,
    startAgain: (how: SoftRestart) => void,
  ) {
    const { clock, agenda, buses } = host;
    this.realm = new Realm(
      {
        queue: (fn) => this.loop.queueJob(fn),
        wall: () => this.loop.readClock() / 1000,
        random: () => host.random(),
      },
      host.timeLimit,
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
      ...host,
      realm: this.realm,
      timers,
      watches: this.watches,
      hardwareTimer: timer,
      serials: buses.serials,
      i2cs: buses.i2cs,
      spis: buses.spis,
      onewire: (pin) => buses.onewireAt(pin),
      startAgain,
      usedJsVars: () => (host.estimateMemory ? this.usedJsVars() : undefined),
      spend: (micros) => this.loop.spend(micros),
      call: (fn, args) => this.loop.call(fn, args),
      post: (fn) => this.loop.post(fn),
      readClock: () => this.loop.readClock(),
      drainTimer: () => this.loop.drainTimer(),
    });
  }

  private usedJsVars(): number {
    const { host, realm } = this;
    const jsVar = jsVarSize(host.board.jsvars);
    return sizeInJsVars(realm.global, { jsVar, code: host.bytesPerCharacter() });
  }

  /** Adds a global function. */
  define(name: string, fn: (...args: unknown[]) => unknown): void {
    this.realm.define(name, this.realm.fn(fn));
  }

  /** Tells those of the program who listen to an event of the global `E`. */
  tell(event: "init" | "kill"): void {
    this.realm.enter(() => {
      for (const fn of this.realm.listeners(this.realm.global.E as object, event)) this.loop.call(fn, []);
    });
  }

  /** Hands an exception to the program's handler for those that nobody caught; shows it if there is none. */
  uncaught(error: unknown): void {
    const { host, loop, realm } = this;
    const listeners = realm.listeners(realm.global.process as object, "uncaughtException");
    if (listeners.length > 0) {
      for (const fn of [...listeners]) loop.callPlain(fn, [error], (next) => host.show(next));
    } else host.show(error);
  }

  /**
   * Evaluates code in the program's global scope. Throws what it throws.
   *
   * @param file how stacks name it
   * @param evaluateText does what an `eval` that the code begins with is to do with text
   */
  evaluate(code: string, file: string, evaluateText: (text: string) => unknown): unknown {
    const { realm } = this;
    const own = Object.getOwnPropertyDescriptor(realm.global, "eval");
    // Only where all that it can see is global: that of V8 sees the variables of the function around it, as Espruino's does.
    if (/^\s*eval\s*\(/.test(code))
      this.define("eval", (text) => (typeof text === "string" ? evaluateText(text) : text));
    try {
      return realm.load(new vm.Script(code, { filename: file }));
    } catch (error) {
      // Code that turns the board off does not end at all.
      if (!this.host.clock.stopped) throw error;
      return undefined;
    } finally {
      Reflect.deleteProperty(realm.global, "eval");
      if (own) Object.defineProperty(realm.global, "eval", own);
    }
  }
}
