import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sleep, wallClock } from "../../../src/host/clock.ts";

/** The real engine, if `ESPRUINO` names its binary. */
export const espruino = process.env.ESPRUINO;

/** ms for an answer, which only a console that says something else takes. */
const LONGEST = 20_000;

/** The console of the real Espruino, behind a pseudo terminal. */
export class RealConsole implements AsyncDisposable {
  private heard = "";

  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {
    child.stdout?.on("data", (data: Buffer) => (this.heard += data.toString("latin1")));
  }

  /** Waits for the prompt. Its flash memory is in a folder of its own. */
  static async start(): Promise<RealConsole> {
    const folder = mkdtempSync(join(tmpdir(), "uasyncio-console-"));
    const child = spawn("socat", ["STDIO", `EXEC:${espruino},pty,raw,echo=0`], {
      cwd: folder,
      stdio: ["pipe", "pipe", "ignore"],
    });
    const real = new RealConsole(child, folder);
    await real.wait((text) => text.endsWith(">"));
    real.heard = "";
    return real;
  }

  /** Sends text and returns what comes back until that is as it should be, or until it has had time enough. */
  async say(text: string, done: (heard: string) => boolean): Promise<string> {
    this.child.stdin?.write(Buffer.from(text, "latin1"));
    await this.wait(done);
    // What comes beside what was expected shows too.
    await sleep(wallClock, 60);
    const { heard } = this;
    this.heard = "";
    return heard;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.child, "exit");
    // ctrl-D ends the engine, whatever it is doing; a signal would only end socat.
    this.child.stdin?.write("\x04");
    await ended;
    rmSync(this.folder, { recursive: true });
  }

  private async wait(done: (heard: string) => boolean): Promise<void> {
    for (let left = LONGEST; left > 0 && !done(this.heard); left -= 10) await sleep(wallClock, 10);
  }
}
