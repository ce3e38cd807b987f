import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Program } from "../corpus.ts";
import { prelude } from "../theirs.ts";

const END = "-- ";

/** Runs the program, by its own calls of `run` if it has no `main`. What leaves the loop, but not `main`, has crashed it. */
const harness = `
def _run(source):
    names = {"__name__": "__main__"}
    end = None
    async def main():
        nonlocal end
        try:
            await names["main"]()
        except BaseException as error:
            end = "raised " + repr(error)
    try:
        exec(source, names)
        if "main" in names:
            names["asyncio"].run(main())
    except BaseException as error:
        end = "crashed: " + (type(error).__name__ + ": " + str(error)).strip()
    print("${END}" + (end or "returned"))
`;

/**
 * A MicroPython for Linux, run under a clock that jumps; see virtual_time.c. Its `select` has to be the portable one, as on a
 * chip: the one of the unix port (MICROPY_PY_SELECT_POSIX_OPTIMISATIONS) looks at a ThreadSafeFlag once a ms, and at every turn
 * takes that ms.
 */
export class UnixMicroPython {
  private readonly work = mkdtempSync(join(tmpdir(), "uasyncio-"));
  private readonly clock = join(this.work, "virtual_time.so");

  constructor(private readonly command: string) {
    execFileSync("cc", ["-shared", "-fPIC", "-o", this.clock, join(import.meta.dirname, "virtual_time.c")]);
  }

  /** Which MicroPython it is. */
  version(): string {
    const ask = `import sys; print(".".join(str(n) for n in sys.implementation.version[:3]))`;
    return `MicroPython ${execFileSync(this.command, ["-c", ask], { encoding: "utf8" }).trim()}, unix port`;
  }

  /** The transcript of a program. */
  run({ name, python }: Program): string[] {
    const file = join(this.work, `${name}.py`);
    writeFileSync(file, `${harness}\n_run(${JSON.stringify(`${prelude}\n${python}`)})\n`);
    const { status, signal, stdout, stderr } = spawnSync(this.command, [file], {
      encoding: "utf8",
      env: { ...process.env, LD_PRELOAD: this.clock },
      timeout: 20_000,
    });
    const lines = stdout.split("\n").slice(0, -1);
    if (status === 99) lines.push(`${END}waits for ever`);
    else if (signal) lines.push(`${END}crashed: ${signal}`);
    else if (status !== 0) throw new Error(`${name}.py: exit code ${status}\n${stdout}${stderr}`);
    return lines;
  }

  close(): void {
    rmSync(this.work, { recursive: true });
  }
}
