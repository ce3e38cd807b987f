/** The official MicroPython as WebAssembly. Its asyncio runs on the loop of JavaScript and has no `run`. */
interface MicroPython {
  globals: { set(name: string, value: unknown): void; get(name: string): unknown };
  runPython(program: string): void;
}

/** How one program went. */
export interface PythonRun {
  /** What it printed, up to the end of `main`. */
  lines: string[];
  /**
   * How it ended:
   * - `returned`, or `raised ` and the repr of what left `main`
   * - `waits for ever`: nothing is left that could wake a task
   * - `crashed: ` and what ended the loop itself, or stopped the program from being started
   * - `does not end`: more than the limit of steps or of virtual time
   */
  end: string;
}

export interface PythonOptions {
  /** The time in ms at which each program starts, 0 to 2^30 - 1. Default 0. */
  start?: number;
  /** How many ms of virtual time each program has. Default 2^31. */
  limit?: number;
  /** How often each program may look at the clock, which every turn of the loop does. Default 50,000. */
  steps?: number;
}

interface Timer {
  at: number;
  fn: () => void;
}

/** The package comes without types. */
const packageName: string = "@micropython/micropython-webassembly-pyscript/micropython.mjs";

/** Said by the program's end, and by nothing else. */
const END = "\x1aend ";

/** Gives each program modules of asyncio and globals of its own, and stops the loop where `main` ends. */
const HARNESS = `
import sys, time
def _run(source):
    for name in list(sys.modules):
        if name.startswith("asyncio"):
            del sys.modules[name]
    import asyncio, asyncio.core
    names = {"__name__": "__main__"}
    exec(source, names)
    async def main():
        end = "returned"
        try:
            await names["main"]()
        except BaseException as error:
            end = "raised " + repr(error)
            raise
        finally:
            print("${END}" + end)
            asyncio.new_event_loop()
    asyncio.create_task(main())
`.replaceAll("\x1a", "\\x1a");

/** After so many programs a new MicroPython is started, so that what they leave behind stays small. */
const PROGRAMS_EACH = 200;

async function load(onLine: (line: string) => void): Promise<MicroPython> {
  const { loadMicroPython } = (await import(packageName)) as {
    loadMicroPython(options: object): Promise<MicroPython>;
  };
  // What is written to stderr, as by the default exception handler, is no part of a transcript.
  return loadMicroPython({ stdout: onLine, stderr: () => undefined, linebuffer: true, heapsize: 4 << 20 });
}

/** Runs a Python program on the real MicroPython and returns the lines it printed. */
export async function micropython(program: string): Promise<string[]> {
  const lines: string[] = [];
  const python = await load((line) => lines.push(line));
  python.runPython(program);
  return lines;
}

/**
 * The same for a program with an `async def main()`, until that has ended. Its time is virtual: see
 * {@link runPythonPrograms}.
 *
 * @throws Error if the program does not return
 */
export async function micropythonMain(program: string): Promise<string[]> {
  const [{ lines, end }] = await runPythonPrograms([program]);
  if (end !== "returned") throw new Error(`the program ${end}, after\n${lines.join("\n")}`);
  return lines;
}

/**
 * Runs programs one after another on the real MicroPython, each until its `async def main()` has ended.
 *
 * Time is virtual, for this MicroPython has its clock and its timers from JavaScript: it stands still while the program runs
 * and jumps to the next deadline. Each program starts anew: same time, modules of asyncio and globals of its own. One that
 * crashes or does not end spoils nothing for the next.
 */
export async function runPythonPrograms(
  programs: readonly string[],
  options: PythonOptions = {},
): Promise<PythonRun[]> {
  const runs: PythonRun[] = [];
  let machine: Machine | undefined;
  for (const program of programs) {
    if (!machine || machine.spoilt || runs.length % PROGRAMS_EACH === 0) machine = await Machine.start();
    runs.push(machine.run(program, options));
  }
  return runs;
}

/** One MicroPython with its clock and timers. Only the last one started can be used: they share globals. */
class Machine {
  /** Something was torn in the middle. */
  spoilt = false;
  private onLine: (line: string) => void = () => undefined;
  private python!: MicroPython;
  /** What Date.now() is when the program's clock shows 0. */
  private epoch = 0;

  static async start(): Promise<Machine> {
    const machine = new Machine();
    machine.python = await load((line) => machine.onLine(line));
    machine.python.runPython(HARNESS);
    machine.withGlobals(
      () => 0,
      [],
      () => machine.python.runPython("_epoch = time.ticks_ms()"),
    );
    machine.epoch = 2 ** 30 - (machine.python.globals.get("_epoch") as number);
    return machine;
  }

  run(program: string, { start = 0, limit = 2 ** 31, steps = 50_000 }: PythonOptions): PythonRun {
    const lines: string[] = [];
    const timers: Timer[] = [];
    const state: { now: number; end?: string } = { now: start };
    this.onLine = (line) => {
      if (line.startsWith(END)) state.end ??= line.slice(END.length);
      else if (state.end === undefined) lines.push(line);
    };
    const clock = (): number => {
      if (steps-- < 0) throw new RangeError("does not end");
      return this.epoch + state.now;
    };
    this.python.globals.set("_source", program);
    this.withGlobals(clock, timers, () => {
      try {
        this.python.runPython("_run(_source)");
        while (state.end === undefined) {
          const next = earliest(timers);
          if (!next) state.end = "waits for ever";
          else if (next.at - this.epoch - start > limit) state.end = "does not end";
          else {
            state.now = Math.max(state.now, next.at - this.epoch);
            next.fn();
          }
        }
      } catch (error) {
        this.spoilt = true;
        state.end ??= error instanceof RangeError ? error.message : `crashed: ${lastLine(error)}`;
      }
    });
    return { lines, end: state.end! };
  }

  /** All in one piece: nobody else ever sees the clock and the timers. */
  private withGlobals(clock: () => number, timers: Timer[], body: () => void): void {
    const { setTimeout, clearTimeout } = globalThis;
    const { now } = Date;
    Date.now = clock;
    globalThis.setTimeout = ((fn: () => void, ms: number) => {
      const timer = { at: clock() + ms, fn };
      timers.push(timer);
      return timer;
    }) as never;
    globalThis.clearTimeout = ((timer: Timer) => {
      const i = timers.indexOf(timer);
      if (i >= 0) timers.splice(i, 1);
    }) as never;
    try {
      body();
    } finally {
      Date.now = now;
      Object.assign(globalThis, { setTimeout, clearTimeout });
    }
  }
}

function earliest(timers: Timer[]): Timer | undefined {
  let first = 0;
  timers.forEach(({ at }, i) => {
    if (at < timers[first].at) first = i;
  });
  return timers.splice(first, 1)[0];
}

/** Of a traceback that is the exception. */
function lastLine(error: unknown): string {
  return (error as Error).message.trim().split("\n").at(-1)!;
}
