import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Duplex, duplexPair } from "node:stream";
import { loadTarget } from "../../../src/host/compiler/boards.ts";
import { wallClock } from "../../../src/host/clock.ts";
import { DeviceConsole, PATIENCE } from "../../../src/host/device/console.ts";
import { Link } from "../../../src/host/device/link.ts";
import { upload, type Sender, type Uploaded } from "../../../src/host/device/upload.ts";
import { Cable } from "../../../src/host/sim/console/cable.ts";
import { ConsoleDevice, type CableFaults, type DeviceOptions } from "../../../src/host/sim/console/index.ts";
import { NO_LOOP } from "../support/loops.ts";
import { VirtualClock } from "../support/virtual_clock.ts";

export const board = loadTarget("esp32").board!;
export const AGAIN = "npx uasyncio flash app.ts --port /dev/ttyUSB0";

/** A program with bytes that are no ASCII, and one that stands for the one before it. */
export const IMAGE = Buffer.from(
  `var a="\x80\xfe\xff";${"// some length\n".repeat(60)}print("new",a.length);`,
  "latin1",
);
export const OLD = Buffer.from(`print("old")`);

export interface Rig {
  console: DeviceConsole;
  link: Link;
  /** A file on the board, read past the connection; undefined where there is none. */
  stored(name: string): Promise<Buffer | undefined>;
  close(): Promise<void>;
}

/** A simulated board at the end of a cable in this process; the time of both ends is virtual. */
export function simulated(
  options: DeviceOptions = {},
  faults: CableFaults = {},
  patience = PATIENCE,
): Rig & { device: ConsoleDevice; clock: VirtualClock } {
  const clock = new VirtualClock();
  const device = new ConsoleDevice(
    { board: "esp32", busyAfter: NO_LOOP, clock: clock.background, ...options },
    faults,
  );
  const link = new Link("/dev/ttyUSB0", plug(device), { clock });
  let questions = 0;
  return {
    device,
    clock,
    // The same words each time, so that a bad cable spoils the same ones.
    console: new DeviceConsole(link, patience, () => `q${String(++questions).padStart(6, "0")}`),
    link,
    async stored(name) {
      const bytes = device.board.storage.get(name);
      return bytes && Buffer.from(bytes);
    },
    async close() {
      await link.close();
      device.close();
    },
  };
}

/** The host's end of a new cable to a board. */
export function plug(device: ConsoleDevice): Duplex {
  const [here, there] = duplexPair();
  there.on("error", () => undefined);
  // As the ends of a cable, of which neither notices by itself.
  there.on("close", () => here.destroy());
  device.connect(there);
  return here;
}

/** Where the real engine is, if it is here and can be put behind a terminal. */
export const ESPRUINO = process.env.ESPRUINO;

/** Real Espruino at the end of a cable; its Storage is a file in the folder. */
export async function real(folder: string, faults: CableFaults = {}): Promise<Rig> {
  const child = behindTerminal(folder);
  const plain = Duplex.from({ readable: child.stdout!, writable: child.stdin! });
  plain.on("error", () => undefined);
  const [here, there] = duplexPair();
  const cable = new Cable(faults, wallClock, {
    toBoard: (bytes) => plain.writable && plain.write(bytes),
    toHost: (bytes) => there.writable && there.write(bytes),
  });
  cable.onCut = () => here.destroy();
  there.on("error", () => undefined);
  there.on("data", (data: Buffer) => cable.fromHost(data));
  plain.on("data", (data: Buffer) => cable.fromBoard(data));
  const link = new Link("pty", here);
  return {
    console: new DeviceConsole(link),
    link,
    stored: (name) => readStored(folder, name),
    async close() {
      await link.close();
      await ended(child);
    },
  };
}

function behindTerminal(folder: string): ChildProcess {
  return spawn("socat", ["STDIO", `EXEC:"${ESPRUINO}",pty,raw,echo=0,sighup`], {
    cwd: folder,
    stdio: ["pipe", "pipe", "ignore"],
  });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = new Promise((resolve) => child.once("exit", resolve));
  // ctrl-D ends the engine, whatever it is doing; a signal would only end socat.
  child.stdin!.write("\x04");
  await closed;
}

/** Asks an engine of its own, over a good line. */
async function readStored(folder: string, name: string): Promise<Buffer | undefined> {
  const rig = await real(folder);
  try {
    await rig.console.breakIn();
    const text = await rig.console.ask(`btoa(require("Storage").read(${JSON.stringify(name)})||"")`);
    const bytes = Buffer.from(text as string, "base64");
    return bytes.length === 0 ? undefined : bytes;
  } finally {
    await rig.close();
  }
}

/** Without the espruino tool in between, which takes its time. */
export const direct: Sender = (program, feeder) => feeder.take(Buffer.from(program));

export function send(rig: Rig, image: Uint8Array = IMAGE, ram = false): Promise<Uploaded> {
  return upload({ console: rig.console, image, board, ram, command: AGAIN, send: direct });
}

/** A folder for as long as a test runs. */
export async function inTemporary<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "uasyncio device "));
  try {
    return await use(folder);
  } finally {
    if (existsSync(folder)) rmSync(folder, { recursive: true });
  }
}

/** What a promise is refused with. */
export async function refusal(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error("it succeeded");
}
