/**
 * Runs programs on the desk in real time. Pins are a table in memory: what is written to one can be read back and
 * watched, and {@link drive} stands for the world outside.
 */
import type { Edge, HalInfo, PinMode } from "./hal.ts";

interface Pin {
  mode: PinMode;
  /** What the program drives an output to. */
  output: number;
  /** What the world drives an input to; undefined: nothing is connected. */
  input: number | undefined;
}

interface Watch {
  pin: number;
  edge: Edge;
  handler: (level: number, time: number) => void;
}

/** setTimeout takes no more; the kernel does not mind to be woken early. */
const LONGEST = 0x7fffffff;

const pins = new Map<number, Pin>();
const watches = new Map<number, Watch>();
let lastWatch = 0;
let cancel: (() => void) | undefined;

export function now(): number {
  return performance.now() * 1000;
}

export function alarm(at?: number, wake?: () => void): void {
  cancel?.();
  cancel = undefined;
  if (at === undefined || !wake) return;
  const delay = Math.ceil((at - now()) / 1000);
  // A timeout of 0 would take a millisecond.
  if (delay > 0) {
    const id = setTimeout(wake, Math.min(delay, LONGEST));
    cancel = () => {
      clearTimeout(id);
    };
  } else {
    const id = setImmediate(wake);
    cancel = () => {
      clearImmediate(id);
    };
  }
}

export function defer(fn: () => void): void {
  setImmediate(fn);
}

export function print(line: string): void {
  console.log(line);
}

export function info(): HalInfo {
  return { engine: `node ${process.version}`, alarm: "setTimeout" };
}

export function pinMode(pin: number, mode: PinMode): void {
  change(pin, (state) => {
    state.mode = mode;
  });
}

export function pinRead(pin: number): number {
  const state = lookUp(pin);
  if (state.mode === "output") return state.output;
  // An open drain can only pull down, and so can anybody else on the line.
  if (state.mode === "opendrain") return state.output & (state.input ?? 1);
  return state.input ?? (state.mode === "input_pullup" ? 1 : 0);
}

export function pinWrite(pin: number, level: number): void {
  change(pin, (state) => {
    state.output = level;
  });
}

export function watch(pin: number, edge: Edge, handler: (level: number, time: number) => void): number {
  watches.set(++lastWatch, { pin, edge, handler });
  return lastWatch;
}

export function unwatch(id: number): void {
  watches.delete(id);
}

/** Drives a pin from outside, as a button or a sensor would; `undefined` lets go of it. */
export function drive(pin: number, level: number | undefined): void {
  change(pin, (state) => {
    state.input = level;
  });
}

function lookUp(pin: number): Pin {
  let state = pins.get(pin);
  if (!state) pins.set(pin, (state = { mode: "input", output: 0, input: undefined }));
  return state;
}

/** Changes a pin and reports the edge, if that was one. */
function change(pin: number, apply: (state: Pin) => void): void {
  const before = pinRead(pin);
  apply(lookUp(pin));
  const level = pinRead(pin);
  if (level === before) return;
  const time = now();
  const edge = level ? "rising" : "falling";
  for (const [id, wanted] of watches) {
    if (wanted.pin !== pin || (wanted.edge !== "both" && wanted.edge !== edge)) continue;
    setImmediate(() => {
      if (watches.has(id)) wanted.handler(level, time);
    });
  }
}
