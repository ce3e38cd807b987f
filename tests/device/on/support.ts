import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer, type AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { loadTarget } from "../../../src/host/compiler/boards.ts";
import { DeviceConsole } from "../../../src/host/device/console.ts";
import { openLink } from "../../../src/host/device/link.ts";
import { start, type Batch, type Outcome } from "../../../src/host/on_device/batch.ts";
import { ConsoleChip } from "../../../src/host/on_device/console_chip.ts";
import { ConsoleDevice, type CableFaults, type DeviceOptions } from "../../../src/host/sim/console/index.ts";

export const board = loadTarget("esp32").board!;

/** A simulated board at the end of a cable, which is a TCP connection. An answer of it may take `answer` ms. */
export async function simulated(
  faults: CableFaults = {},
  options: DeviceOptions = {},
  answer = 400,
): Promise<ConsoleChip> {
  const device = new ConsoleDevice({ board: "esp32", busyAfter: 150, ...options }, faults);
  const server = createServer({ noDelay: true }, (socket) => device.connect(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const patience = { answer, interrupt: 50, slow: 5000 };
  const link = await openLink(`tcp://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return new ConsoleChip(new DeviceConsole(link, patience), board, () => {
    device.close();
    server.close();
  });
}

/** The desk's build of Espruino behind a pseudo terminal; call what comes with it at the end. */
export async function real(espruino: string): Promise<{ chip: ConsoleChip; stop: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), "uasyncio-"));
  const port = join(folder, "port");
  const socat = spawn("socat", [`PTY,link=${port},raw,echo=0`, `EXEC:${espruino},pty,raw,echo=0`], {
    stdio: "ignore",
  });
  for (let i = 0; i < 100 && !existsSync(port); i++) await sleep(50);
  const stop = (): void => {
    socat.kill();
    rmSync(folder, { recursive: true });
  };
  return { chip: new ConsoleChip(new DeviceConsole(await openLink(port)), board), stop };
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
