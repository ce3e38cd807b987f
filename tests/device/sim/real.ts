import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** The real engine, if `ESPRUINO` names its binary. */
export const espruino = process.env.ESPRUINO;

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
    await real.wait((text) => text.endsWith(">"), 5000);
    real.heard = "";
    return real;
  }

  /** Sends text and returns what comes back until that is as it should be, or until it has had time enough. */
  async say(text: string, done: (heard: string) => boolean): Promise<string> {
    this.child.stdin?.write(Buffer.from(text, "latin1"));
    await this.wait(done, 1500);
    // What comes beside what was expected shows too.
    await sleep(60);
    const { heard } = this;
    this.heard = "";
    return heard;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.child, "exit");
    this.child.kill();
    await ended;
    rmSync(this.folder, { recursive: true });
  }

  private async wait(done: (heard: string) => boolean, ms: number): Promise<void> {
    for (let left = ms; left > 0 && !done(this.heard); left -= 10) await sleep(10);
  }
}
