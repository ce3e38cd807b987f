import type { Board } from "../compiler/boards.ts";
import type { Pins } from "./board_pins.ts";
import type { Clock } from "./clock.ts";
import { format } from "./format.ts";
import type { HardwareTimer } from "./hw_timer.ts";
import { i2cObject, type SimI2C } from "./i2c.ts";
import { netModule } from "./net_module.ts";
import type { Network } from "./network.ts";
import { oneWireClass, type SimOneWire } from "./onewire.ts";
import { installPins, type PinObjects } from "./pin_globals.ts";
import type { SimPin } from "./pins.ts";
import { chipObject, powerOfE, type Power } from "./power.ts";
import { EspruinoError, type Callback, type Realm } from "./realm.ts";
import { serialObject, type SimSerial } from "./serial.ts";
import { spiObject, type SimSPI } from "./spi.ts";
import type { SimStorage } from "./storage.ts";
import { storageModule } from "./storage_module.ts";
import { controlGlobals, controlOfE, type SoftRestart } from "./system_globals.ts";
import { UNMODELLED_E, UNMODELLED_FUNCTIONS, UNMODELLED_MODULES, UNMODELLED_OBJECTS } from "./tables.ts";
import { timerModule } from "./timer_module.ts";
import type { Timers } from "./timers.ts";
import type { Watches } from "./watches.ts";

/** The parts of a board that its globals are made over. */
export interface Machine {
  board: Board;
  version: string;
  realm: Realm;
  clock: Clock;
  pins: Pins;
  timers: Timers;
  watches: Watches;
  /** Undefined: the firmware has no `require("timer")`. */
  timerModule: boolean;
  hardwareTimer: HardwareTimer;
  network: Network;
  /** The ports that are modelled: all but the console. */
  serials: readonly SimSerial[];
  i2cs: readonly SimI2C[];
  spis: readonly SimSPI[];
  /** The 1-Wire bus at a pin. */
  onewire(pin: SimPin): SimOneWire;
  power: Power;
  storage: SimStorage;
  /** Ends the program, once it has come back to the idle loop, and starts again. */
  startAgain(how: SoftRestart): void;
  /** Turns the echo of the console on or off. */
  setEcho(on: boolean): void;
  /** JsVars in use, about; undefined: nobody has asked for an estimate. */
  usedJsVars(): number | undefined;
  /** Lets time pass in the middle of the program. */
  spend: (micros: number) => void;
  print(text: string): void;
  /** Calls a callback of the program from the idle loop; what it throws is printed. */
  call(fn: Callback, args: unknown[]): void;
  /** Does something in the idle loop. */
  post(fn: () => void): void;
  /** Wall clock in µs, read by the program: a program that does nothing else sees it move. */
  readClock(): number;
  /** Lets time pass in the middle of the program until the hardware timer has nothing left to do. */
  drainTimer(): void;
  /** Tells whoever runs the board. */
  remark(text: string): void;
  seedRandom(seed: number): void;
}

/** Gives the realm the globals of Espruino. */
export function installGlobals(machine: Machine): void {
  const { realm } = machine;
  const define = (name: string, body: (...args: unknown[]) => unknown) => realm.define(name, realm.fn(body));
  realm.define("global", realm.evaluate("globalThis"));
  realm.define("HIGH", 1);
  realm.define("LOW", 0);
  installConsole(machine);
  installTime(machine);
  installHiddenRoot(machine);
  const objects = installPins(machine);
  installSystem(machine, objects);
  define("btoa", (text) => Buffer.from(String(text), "latin1").toString("base64"));
  define("atob", (text) => Buffer.from(String(text), "base64").toString("latin1"));
  for (const name of UNMODELLED_FUNCTIONS) define(name, () => notModelled(machine, `${name}()`));
  for (const name of UNMODELLED_OBJECTS) realm.define(name, unmodelledObject(machine, name));
  for (const port of machine.serials) realm.define(port.name, serialObject(machine, port));
  realm.define(
    "OneWire",
    oneWireClass(machine, objects, (pin) => machine.onewire(pin)),
  );
  for (const bus of machine.i2cs) realm.define(bus.name, i2cObject(machine, objects, bus));
  for (const bus of machine.spis) realm.define(bus.name, spiObject(machine, objects, bus));
}

/** Reports the use of what the simulator lacks, to the program and beside it: a program may swallow errors. */
function notModelled(machine: Machine, what: string): never {
  const text = `${what} is not modelled by the simulator`;
  machine.remark(text);
  throw new EspruinoError(text);
}

function unmodelledObject(machine: Machine, name: string): object {
  const fail = machine.realm.fn((member) => notModelled(machine, `${name}${String(member)}`));
  return new Proxy(
    machine.realm.fn(() => undefined),
    {
      get: (_target, key) => fail(`.${String(key)}`),
      set: (_target, key) => fail(`.${String(key)}`) as boolean,
      apply: () => fail("()"),
      construct: () => fail("()") as object,
    },
  );
}

function installConsole(machine: Machine): void {
  const { realm } = machine;
  const write = realm.fn((...args) => machine.print(args.map(format).join(" ")));
  realm.define("print", write);
  const trace = realm.fn(() => notModelled(machine, "console.trace()"));
  const members = { log: write, debug: write, info: write, warn: write, error: write, trace };
  realm.define("console", realm.object(members));
}

function installTime(machine: Machine): void {
  const { realm, timers, clock } = machine;
  const define = (name: string, body: (...args: unknown[]) => unknown) => realm.define(name, realm.fn(body));
  define("getTime", () => machine.readClock() / 1e6);
  define("setTime", (seconds) => {
    clock.wall = Number(seconds) * 1e6;
  });
  const add = (repeat: boolean) => (fn: unknown, ms: unknown, args: unknown[]) => {
    const callback = callable(machine, fn);
    return timers.add(() => machine.call(callback, args), Number(ms), repeat);
  };
  const once = add(false);
  const often = add(true);
  define("setTimeout", (fn, ms, ...args) => once(fn, ms, args));
  define("setInterval", (fn, ms, ...args) => often(fn, ms, args));
  define("changeInterval", (id, ms) => timers.change(id, Number(ms)));
  for (const kind of ["Timeout", "Interval"]) {
    define(`clear${kind}`, (...ids) => {
      if (ids.length === 0) timers.clearAll();
      else if (ids[0] === undefined)
        throw new EspruinoError(`clear${kind}(undefined) not allowed. Use clear${kind}() instead`);
      else timers.clear(ids[0]);
    });
  }
}

/** Where the firmware keeps timers and watches, by their ids, out of sight of programs. */
function installHiddenRoot({ realm, timers, watches }: Machine): void {
  const listed = (ids: readonly number[]) => realm.object(Object.fromEntries(ids.map((id) => [id, true])));
  Object.defineProperty(realm.global, "\xff", {
    get: () => realm.object({ timers: listed(timers.ids), watches: listed(watches.ids) }),
  });
}

/** A callback: Espruino takes text too, and evaluates it. */
export function callable({ realm }: Machine, fn: unknown): Callback {
  if (typeof fn === "function") return fn as Callback;
  if (typeof fn === "string") return () => realm.evaluate(fn);
  throw new EspruinoError("Function or String not supplied!");
}

function installSystem(machine: Machine, objects: PinObjects): void {
  const { realm, board, version } = machine;
  const known = ["net", "Storage", ...UNMODELLED_MODULES];
  const modules = machine.timerModule ? ["timer", ...known] : known;
  const timer = machine.timerModule ? timerModule(machine, objects) : undefined;
  const net = netModule(machine, machine.network);
  const storage = storageModule(machine);
  realm.define(
    "require",
    realm.fn((name) => {
      if (name === "timer" && timer) return timer;
      if (name === "net") return net;
      if (name === "Storage") return storage;
      if (modules.includes(String(name))) return notModelled(machine, `require("${String(name)}")`);
      throw new EspruinoError(`Module "${String(name)}" not found`);
    }),
  );
  const missing = (what: string) => realm.fn(() => notModelled(machine, what));
  const unknownMemory = Object.fromEntries(["free", "usage"].map((key) => [key, `process.memory().${key}`]));
  const memory = realm.fn(() => {
    const usage = machine.usedJsVars();
    if (usage !== undefined) return realm.object({ free: board.jsvars - usage, usage, total: board.jsvars });
    const result = realm.object({ total: board.jsvars });
    for (const [key, what] of Object.entries(unknownMemory))
      Object.defineProperty(result, key, { get: missing(what), enumerable: true });
    return result;
  });
  const env = realm.object({
    VERSION: version,
    BOARD: board.chip.toUpperCase(),
    STORAGE: board.storage,
    CONSOLE: board.console.port,
    MODULES: modules.join(","),
  });
  realm.define("process", realm.object({ version, env, memory }));
  for (const [name, body] of Object.entries(controlGlobals(machine))) realm.define(name, body);
  const e: Record<string, unknown> = {
    getErrorFlags: realm.fn(() => realm.array([])),
    srand: realm.fn((seed) => machine.seedRandom(Number(seed))),
    hwRand: realm.evaluate(
      "(function (random) { return function () { return (random() * 4294967296) | 0; }; })",
    ),
    clip: realm.evaluate("Math.clip"),
    sum: realm.evaluate("(function (list) { return list.reduce(function (a, b) { return a + b; }, 0); })"),
    toUint8Array: realm.evaluate(
      "(function (data) { return new Uint8Array(typeof data == 'string' ? data.split('').map(function (c) { return c.charCodeAt(0); }) : data); })",
    ),
    toString: realm.evaluate(
      "(function (data) { return [].map.call(data, function (byte) { return String.fromCharCode(byte); }).join(''); })",
    ),
  };
  e.hwRand = (e.hwRand as Callback)(realm.evaluate("Math.random"));
  Object.assign(e, powerOfE(machine), controlOfE(machine));
  realm.define(
    "ESP32",
    chipObject(machine, objects, (what) => missing(what)),
  );
  realm.define(
    "getSerial",
    realm.fn(() => "240ac400-0001"),
  );
  for (const name of UNMODELLED_E) e[name] = missing(`E.${name}()`);
  realm.define("E", realm.object(e));
}
