import { pinError } from "../compiler/pins_rules.ts";
import { callable, type Machine } from "./globals.ts";
import type { Level, SimPin } from "./pins.ts";
import { EspruinoError, type Callback } from "./realm.ts";
import { toMicros } from "./timers.ts";
import type { WatchOptions } from "./watches.ts";

/** Pins as the program holds them. */
export interface PinObjects {
  /** The pin that a value of the program means: an object, a number or a name. */
  pin(value: unknown): SimPin;
  object(pin: SimPin): object;
}

const invalid = () => new EspruinoError("Invalid pin");

/** The number that is meant, where it is that of no pin. */
function gpioOf(value: unknown): number | undefined {
  const text = /^D?(\d+)$/.exec(typeof value === "number" || typeof value === "string" ? String(value) : "");
  return text ? Number(text[1]) : undefined;
}

/** Pin objects and the functions that take them. */
export function installPins(machine: Machine): PinObjects {
  const { realm, pins } = machine;
  const byObject = new Map<object, SimPin>();
  const byPin = new Map<SimPin, object>();
  const objects: PinObjects = {
    pin(value) {
      const found =
        typeof value === "object" && value !== null
          ? byObject.get(value)
          : pins[typeof value === "number" ? `D${value}` : String(value)];
      if (found) return found;
      const gpio = gpioOf(value);
      const fault = gpio === undefined ? undefined : pinError(machine.board, gpio, "input");
      throw fault ? new EspruinoError(`Invalid pin: ${fault.message} (${fault.hint})`) : invalid();
    },
    object: (pin) => byPin.get(pin) as object,
  };
  const proto = realm.object({});
  for (const [name, pin] of Object.entries(pins)) {
    pin.onCaution = (text) => {
      machine.remark(text);
    };
    let object = byPin.get(pin);
    if (!object) {
      object = Object.create(proto) as object;
      byPin.set(pin, object);
      byObject.set(object, pin);
    }
    realm.define(name, object);
  }
  const calls = pinFunctions(machine, objects);
  for (const [name, body] of Object.entries(calls)) realm.define(name, realm.fn(body));
  installMethods(machine, objects, proto, calls);
  return objects;
}

type Calls = Record<string, (...args: unknown[]) => unknown>;

function pinFunctions(machine: Machine, objects: PinObjects): Calls {
  const one = (value: unknown) => objects.pin(value);
  return {
    pinMode: (pin, mode, automatic) => one(pin).setMode(mode, Boolean(automatic)),
    getPinMode: (pin) => one(pin).mode,
    digitalRead: (pin) => {
      if (!Array.isArray(pin)) return readDevice(pin) ?? one(pin).digital();
      return pin.reduce((bits: number, item) => (bits << 1) | one(item).digital(), 0);
    },
    digitalWrite: (pin, value) => {
      const bits = typeof value === "boolean" ? (value ? -1 : 0) : Number(value) | 0;
      if (Array.isArray(pin))
        [...(pin as unknown[])].reverse().forEach((item, i) => one(item).write(((bits >> i) & 1) as Level));
      else if (!writeDevice(pin, bits)) one(pin).write(bits ? 1 : 0);
    },
    digitalPulse: (pin, value, times) => pulse(machine, one(pin), Boolean(value), times),
    analogRead: (pin) => one(pin).analog(),
    analogWrite: (pin, value, options) => {
      const target = one(pin);
      target.setMode("af_output", true);
      const freq = (options as { freq?: number } | undefined)?.freq;
      target.pulse({ value: Math.min(1, Math.max(0, Number(value))), freq });
    },
    setWatch: (fn, pin, options) => {
      const target = one(pin);
      const callback = callable(machine, fn);
      return machine.watches.add(target, watchOptions(target, options), ({ state, time, lastTime }) =>
        machine.call(callback, [
          machine.realm.object({ state, lastTime, time, pin: objects.object(target) }),
        ]),
      );
    },
    clearWatch: (...ids) => {
      if (ids.length === 0) machine.watches.clearAll();
      else if (ids[0] === undefined)
        throw new EspruinoError("clearWatch(undefined) not allowed. Use clearWatch() instead");
      else machine.watches.clear(ids[0]);
    },
  };
}

/** `digitalRead` of an object that has a `read` of its own. */
function readDevice(value: unknown): number | undefined {
  if (typeof value !== "object" || value === null || isPin(value)) return undefined;
  const read = (value as { read?: unknown }).read;
  if (typeof read !== "function") throw invalid();
  return Number(Reflect.apply(read, value, [])) | 0;
}

function writeDevice(value: unknown, bits: number): boolean {
  if (typeof value !== "object" || value === null || isPin(value)) return false;
  const write = (value as { write?: unknown }).write;
  if (typeof write !== "function") throw invalid();
  Reflect.apply(write, value, [bits]);
  return true;
}

function isPin(value: object): boolean {
  return (value.constructor as { name?: string } | undefined)?.name === "Pin";
}

function watchOptions(pin: SimPin, given: unknown): WatchOptions {
  const options: WatchOptions = { repeat: false, edge: "both", debounce: 0 };
  if (pin.spec.button) {
    options.edge = "rising";
    options.debounce = 25000;
  }
  if (typeof given !== "object" || given === null) {
    options.repeat = Boolean(given);
    return options;
  }
  const { repeat, edge, debounce, irq, data } = given as Record<string, unknown>;
  if (irq || data !== undefined)
    throw new EspruinoError("setWatch with `irq` or `data` is not modelled by the simulator");
  options.repeat = Boolean(repeat);
  if (debounce !== undefined) options.debounce = Number(debounce) > 0 ? toMicros(Number(debounce)) : 0;
  if (typeof edge === "number") options.edge = edge > 0 ? "rising" : edge < 0 ? "falling" : "both";
  else if (edge === "rising" || edge === "falling" || edge === "both") options.edge = edge;
  else if (edge !== undefined) {
    throw new EspruinoError(
      "'edge' in setWatch should be 1, -1, 0, 'rising', 'falling' or 'both'",
      "TypeError",
    );
  }
  return options;
}

function pulse(machine: Machine, pin: SimPin, value: boolean, times: unknown): void {
  const { hardwareTimer, clock } = machine;
  const last = hardwareTimer.lastFor(pin);
  let level: Level = value ? 1 : 0;
  if (last === undefined) pin.write(level);
  let at = (last ?? clock.now) - clock.now;
  if (typeof times === "number" && !(times >= 0))
    throw new EspruinoError("Pulse Time is less than 0 or not a number");
  if (times === 0) {
    machine.drainTimer();
    return;
  }
  const list = Array.isArray(times) ? times : [times];
  for (const time of list) {
    if (typeof time !== "number") throw new EspruinoError(`Expecting Number or Array, got ${typeof times}`);
    at += Math.trunc(time * 1000);
    level = level ? 0 : 1;
    if (time > 0) hardwareTimer.add({ type: "SET", pins: [pin], value: level }, at, 0);
  }
}

type Method = (pin: unknown, ...args: unknown[]) => unknown;

/** `D2.set()` and the like, and `new Pin(2)`. */
function installMethods(machine: Machine, objects: PinObjects, proto: object, calls: Calls): void {
  const { realm } = machine;
  const call = (name: string) => calls[name];
  const methods: Record<string, Method> = {
    read: (pin) => objects.pin(pin).digital() === 1,
    set: (pin) => objects.pin(pin).write(1),
    reset: (pin) => objects.pin(pin).write(0),
    write: (pin, value) => objects.pin(pin).write(value ? 1 : 0),
    toggle: (pin) => {
      const target = objects.pin(pin);
      target.write(target.latched ? 0 : 1);
      return target.latched === 1;
    },
    mode: call("pinMode"),
    getMode: call("getPinMode"),
    pulse: call("digitalPulse"),
    analog: call("analogRead"),
    pwm: call("analogWrite"),
    getInfo: (pin) => {
      const { spec, mode, latched } = objects.pin(pin);
      return realm.object({ port: "D", num: spec.index, mode, output: latched, functions: realm.object({}) });
    },
    toString: (pin: unknown) => objects.pin(pin).name,
    valueOf: (pin: unknown) => objects.pin(pin).spec.index,
    toJSON: (pin) => objects.pin(pin).name,
  };
  const constructor = realm.fn((value) => objects.object(objects.pin(value)));
  Object.defineProperty(constructor, "name", { value: "Pin" });
  Object.defineProperty(constructor, "prototype", { value: proto });
  const members = {
    ...Object.fromEntries(Object.entries(methods).map(([k, f]) => [k, realm.method(f)])),
    constructor,
  };
  for (const [name, value] of Object.entries(members as Record<string, Callback>))
    Object.defineProperty(proto, name, { value, writable: true, configurable: true, enumerable: false });
  // Text when it is added to text, a number in sums, as on Espruino, where a pin is a kind of number.
  Object.defineProperty(proto, Symbol.toPrimitive, {
    value: realm.method((pin, hint) => {
      const { name, spec } = objects.pin(pin);
      return hint === "number" ? spec.index : name;
    }),
  });
  realm.define("Pin", constructor);
}
