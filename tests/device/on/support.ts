import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sleep, wallClock } from "../../../src/host/clock.ts";
import { DeviceConsole } from "../../../src/host/device/console.ts";
import { openLink } from "../../../src/host/device/link.ts";
import { start, type Batch, type Outcome } from "../../../src/host/on_device/batch.ts";
import { ConsoleChip } from "../../../src/host/on_device/console_chip.ts";
import type { CableFaults, DeviceOptions } from "../../../src/host/sim/console/index.ts";
import { board, simulated as rig } from "../host/support.ts";

/** A simulated board, in virtual time. */
export function simulated(faults?: CableFaults, options?: DeviceOptions): ConsoleChip {
  const { console, device } = rig(options, faults);
  return new ConsoleChip(console, board, () => device.close());
}

/** The desk's build of Espruino behind a pseudo terminal; call what comes with it at the end. */
export async function real(espruino: string): Promise<{ chip: ConsoleChip; stop: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), "uasyncio-"));
  const port = join(folder, "port");
  const socat = spawn("socat", [`PTY,link=${port},raw,echo=0`, `EXEC:${espruino},pty,raw,echo=0`], {
    stdio: "ignore",
  });
  const ended = once(socat, "exit");
  for (let left = 600; !existsSync(port) && left > 0; left--) await sleep(wallClock, 50);
  const stop = (): void => rmSync(folder, { recursive: true });
  const link = await openLink(port);
  const close = link.close.bind(link);
  link.close = async () => {
    // ctrl-D ends the engine, and socat with it; a signal would only end socat.
    await link.write(Buffer.from("\x04"));
    await ended;
    await close();
  };
  return { chip: new ConsoleChip(new DeviceConsole(link), board), stop };
}

/** Runs a batch to its end. Each outcome as text: `passed`, the stack of what it failed with, or `not run: WHY`. */
export async function run<Test extends { name: string }>(
  chip: ConsoleChip,
  batch: Batch<Test>,
  limit: number,
): Promise<Record<string, string>> {
  const outcomes = await Promise.all(start(chip, batch, limit));
  return Object.fromEntries(outcomes.map((outcome, i) => [batch.tests[i].name, textOf(outcome)]));
}

function textOf(outcome: Outcome): string {
  if (outcome.is === "failed") return outcome.error.stack!.replaceAll(import.meta.dirname, "");
  return outcome.is === "passed" ? "passed" : `not run: ${outcome.why}`;
}
