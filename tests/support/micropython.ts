interface MicroPython {
  runPython(program: string): void;
}

/** The package comes without types. */
const packageName: string = "@micropython/micropython-webassembly-pyscript/micropython.mjs";

async function start(onLine: (line: string) => void): Promise<MicroPython> {
  const { loadMicroPython } = (await import(packageName)) as {
    loadMicroPython(options: object): Promise<MicroPython>;
  };
  return loadMicroPython({ stdout: onLine, linebuffer: true });
}

/** Runs a Python program on the real MicroPython and returns the lines it printed. */
export async function micropython(program: string): Promise<string[]> {
  const lines: string[] = [];
  const python = await start((line) => lines.push(line));
  python.runPython(program);
  return lines;
}

/**
 * The same for a program with an `async def main()`, until that has ended. Its time is virtual: this MicroPython has its
 * clock and its timers from JavaScript.
 */
export async function micropythonMain(program: string): Promise<string[]> {
  const lines: string[] = [];
  let ended = false;
  const python = await start((line) => {
    if (line === "-- end --") ended = true;
    else lines.push(line);
  });
  const real = { now: Date.now, setTimeout: globalThis.setTimeout };
  const timers: { at: number; fn: () => void }[] = [];
  let now = Date.now();
  Date.now = () => now;
  globalThis.setTimeout = ((fn: () => void, ms: number) => timers.push({ at: now + ms, fn })) as never;
  try {
    // It runs tasks from the JavaScript loop, and has no asyncio.run.
    python.runPython(`${program}
async def _main():
    try:
        await main()
    finally:
        print("-- end --")
asyncio.create_task(_main())
`);
    while (!ended) {
      await new Promise(setImmediate);
      timers.sort((a, b) => a.at - b.at);
      const next = timers.shift();
      if (next === undefined) throw new Error(`the program waits for ever, after\n${lines.join("\n")}`);
      now = Math.max(now, next.at);
      next.fn();
    }
  } finally {
    Date.now = real.now;
    globalThis.setTimeout = real.setTimeout;
  }
  return lines;
}
