/**
 * Needs nothing of an engine but a function to print with: time is virtual and jumps to the alarm, and the image
 * ends by driving the loop until nothing is left to do. There are no pins.
 */
import type { HalInfo } from "./hal.ts";

declare const print: (line: string) => void;

let time = 0;
let deadline = 0;
let armed: (() => void) | undefined;
let queue: (() => void)[] = [];

export function now(): number {
  return time;
}

export function alarm(at?: number, fn?: () => void): void {
  deadline = at || 0;
  armed = fn;
}

export function defer(fn: () => void): void {
  queue.push(fn);
}

function printLine(line: string): void {
  print(line);
}
export { printLine as print };

export function info(): HalInfo {
  return { engine: "bare", alarm: "virtual" };
}

/** The engine's idle loop. The build calls it at the end of a bare image. */
export function drain(): void {
  for (;;) {
    const due = queue;
    const fn = armed;
    queue = [];
    if (!due.length) {
      if (!fn) return;
      if (deadline > time) time = deadline;
      armed = undefined;
      due.push(fn);
    }
    for (let i = 0; i < due.length; i++) {
      try {
        due[i]();
      } catch (error) {
        printLine("Uncaught " + String(error));
      }
    }
  }
}
