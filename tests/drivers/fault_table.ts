import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../../src/host/compiler/index.ts";
import { SimBoard, type FaultName, type FaultWindow, type Part } from "../../src/host/sim/index.ts";
import type { FaultCase } from "./fault_case.ts";

/** One reading of a driver on the board. Times are virtual µs. */
export interface Reading {
  driver: string;
  began: number;
  ended: number;
  /** What it gave, or the repr of what it raised. */
  text: string;
}

/** All cases, in the order of their files. */
export async function faultCases(): Promise<FaultCase[]> {
  const folder = join(import.meta.dirname, "fault_cases");
  const modules = await Promise.all(
    readdirSync(folder).map((file) => import(join(folder, file)) as Promise<Record<string, FaultCase>>),
  );
  return modules.flatMap((module) => Object.values(module));
}

/** ms between two readings of a driver: of the one that the test is about, and of the others. */
const PAUSE = 100;
const OTHERS = 1000;

const HEAD = `
import * as asyncio from "asyncio";
import * as drivers from "drivers";
import { ADC, I2C, OneWire, Pin, PWM, UART } from "machine";
import { repr } from "builtins";
const i2c = new I2C(0);
async function watch(driver, make, read) {
  let it;
  for (;;) {
    const pause = turn(driver);
    if (pause < 0) return;
    if (pause) {
      let text;
      began(driver);
      try {
        if (it === undefined) it = make();
        text = await read(it);
      } catch (e) {
        text = repr(e);
      }
      ended(driver, text);
    }
    await asyncio.sleep_ms(pause || ${OTHERS});
  }
}
`;

/** The image of a program that reads from all drivers all the time, each in a task of its own. */
export async function imageOf(cases: readonly FaultCase[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "uasyncio-faults-"));
  try {
    const entry = join(folder, "program.ts");
    const tasks = cases.map(
      ({ driver, make, read }) => `watch("${driver}", () => ${make}, async (it) => ${read})`,
    );
    writeFileSync(entry, `${HEAD}asyncio.run(asyncio.gather(\n${tasks.join(",\n")}));`);
    return (await build({ entry, board: "esp32", typecheck: false })).code;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** All parts on one board, on which that program runs. */
export class FaultBoard {
  readonly board = new SimBoard({ board: "esp32" });
  readonly readings: Reading[] = [];
  /** Drivers that are not to be read. */
  readonly resting = new Set<string>();
  /** The driver that the test is about. */
  focus = "";
  /** Set it to have the program end. */
  over = false;
  /** Called when a driver begins to read. */
  onBegin: (driver: string) => void = () => undefined;
  private readonly parts = new Map<string, Part>();
  private readonly begun = new Map<string, number>();

  /** `seed`: of the parts; left out: each has its own. */
  constructor(cases: readonly FaultCase[], image: string, seed?: number) {
    const { board } = this;
    for (const [i, { driver, part: make }] of cases.entries()) {
      const part = make();
      if (seed !== undefined) part.seed(seed * 100 + i);
      this.parts.set(driver, board.attach(part));
    }
    board.define("turn", (driver) =>
      this.over ? -1 : this.resting.has(String(driver)) ? 0 : driver === this.focus ? PAUSE : OTHERS,
    );
    board.define("began", (driver) => {
      this.begun.set(String(driver), board.clock.now);
      this.onBegin(String(driver));
    });
    board.define("ended", (driver, text) => {
      // What a program still does when its power has failed does not show.
      if (board.clock.stopped) return;
      const name = String(driver);
      const began = this.begun.get(name) as number;
      this.readings.push({ driver: name, began, ended: board.clock.now, text: String(text) });
    });
    board.load(image);
  }

  /** Lets time pass, ms, or until the readings are such that it says so. */
  advance(ms: number, until: () => boolean = () => false): void {
    let known = -1;
    const isDone = (): boolean => {
      if (known === this.readings.length) return false;
      known = this.readings.length;
      return until();
    };
    this.board.run({ for: ms * 1000, until: isDone });
  }

  /** How often a driver has been read since then (µs), with this text if there is one. */
  count(driver: string, at: number, text?: string): number {
    return this.since(at).filter((one) => one.driver === driver && (text ?? one.text) === one.text).length;
  }

  /** Ends a fault. */
  mend(driver: string, name: FaultName): void {
    (this.parts.get(driver) as Part).mend(name);
  }

  fault(driver: string, name: FaultName, window: FaultWindow): void {
    (this.parts.get(driver) as Part).fault(name, window);
  }

  /** What the drivers have given since then (µs). */
  since(at: number): Reading[] {
    const last = this.readings.findLastIndex(({ ended }) => ended < at);
    return this.readings.slice(last + 1).filter(({ began }) => began >= at);
  }
}

export function readingText({ driver, began, ended, text }: Reading): string {
  return `${(began / 1e6).toFixed(3)} s to ${(ended / 1e6).toFixed(3)} s ${driver}: ${text}`;
}
