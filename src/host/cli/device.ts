import { spawn, type ChildProcess } from "node:child_process";
import { constants, existsSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo, type Server } from "node:net";
import { sleep, wallClock } from "../clock.ts";
import { ConsoleDevice, type CableFaults, type DeviceOptions } from "../sim/console/index.ts";
import { parse, parseDuration, UsageError, type Command, type Io } from "./command.ts";
import { boardWithParts } from "./parts.ts";

const help = `uasyncio device [options]

A board running Espruino at the end of a cable, simulated in real time: for the espruino tool, uasyncio's own commands
or a terminal. Ends with ctrl-C.

  --board NAME              the board (default: that of --parts, else esp32)
  --parts FILE              parts that hang on it, as for uasyncio sim
  --tcp PORT                where it listens on 127.0.0.1 (default 0: any free port); the address is printed
  --pty PATH                a pseudo terminal too, linked at PATH (needs socat)
  --storage FILE            keep what is in the board's flash memory in FILE
  --load IMAGE              what it has been flashed with
  --firmware-version V      what the firmware calls itself, such as 2v13 (default 2v29)
  --no-firmware KIND        no Espruino on it: silent, loader (the boot loader's complaint) or garbage
  --reset-every TIME        it resets by itself: 10s, 500ms

A bad cable; rates are per byte, from 0 to 1:
  --cut-after BYTES         dead after so many bytes from the host
  --cut-mode MODE           close (the connection ends, the default) or silent
  --drop RATE  --double RATE  --flip RATE
  --direction in|out        only to the board, or only from it
  --seed N                  start of the random numbers
  --baud N                  bits per second (default: no limit)
`;

const MODES = {
  "cut-mode": ["close", "silent"],
  direction: ["in", "out"],
  "no-firmware": ["silent", "loader", "garbage"],
} as const;

export const device: Command = {
  summary: "a simulated board at the end of a cable, for tools and terminals",
  help,
  async run(args, io) {
    const { values, positionals } = parse(args, {
      board: { type: "string" },
      parts: { type: "string" },
      tcp: { type: "string", default: "0" },
      pty: { type: "string" },
      storage: { type: "string" },
      load: { type: "string" },
      "firmware-version": { type: "string" },
      "no-firmware": { type: "string" },
      "reset-every": { type: "string" },
      "cut-after": { type: "string" },
      "cut-mode": { type: "string" },
      drop: { type: "string" },
      double: { type: "string" },
      flip: { type: "string" },
      direction: { type: "string" },
      seed: { type: "string" },
      baud: { type: "string" },
    });
    if (positionals.length > 0)
      throw new UsageError(`device takes no argument: what is "${positionals[0]}"?`);
    const choice = <K extends keyof typeof MODES>(name: K): (typeof MODES)[K][number] | undefined =>
      oneOf(name, values[name], MODES[name]);
    const faults: CableFaults = defined({
      cutAfter: whole("cut-after", values["cut-after"]),
      cutMode: choice("cut-mode"),
      drop: rate("drop", values.drop),
      double: rate("double", values.double),
      flip: rate("flip", values.flip),
      direction: choice("direction"),
      seed: whole("seed", values.seed),
      baud: whole("baud", values.baud),
    });
    const port = whole("tcp", values.tcp) ?? 0;
    if (port > 65535) throw new UsageError(`--tcp: ${port} is no port: they go up to 65535`);
    const version = values["firmware-version"];
    if (version !== undefined && !/^\d+v\d+/.test(version))
      throw new UsageError(`--firmware-version: "${version}" is none of Espruino's: write it as 2v29`);
    const storage: Record<string, Uint8Array> =
      values.storage === undefined ? {} : readStorage(values.storage);
    if (values.load !== undefined) storage[".bootcde"] = readImage(values.load);
    const { board, parts } = boardWithParts(values.board, values.parts);
    const options: DeviceOptions = defined({
      board,
      parts,
      seed: faults.seed,
      storage,
      firmware: version === undefined ? undefined : { version },
      noFirmware: choice("no-firmware"),
      resetEvery: values["reset-every"] === undefined ? undefined : parseDuration(values["reset-every"]),
    });
    return await serve(options, faults, { port, pty: values.pty, storage: values.storage }, io);
  },
};

interface Places {
  port: number;
  pty: string | undefined;
  storage: string | undefined;
}

/** Serves a board until the process is told to end. */
async function serve(options: DeviceOptions, faults: CableFaults, places: Places, io: Io): Promise<number> {
  const device = makeDevice(options, faults);
  const server = createServer({ noDelay: true }, (socket) => {
    device.connect(socket);
  });
  const end = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
  device.onCut = (): void => {
    io.err("device: the cable is cut\n");
  };
  device.board.onRemark = (text) => io.err(`device: ${text}\n`);
  let link: ChildProcess | undefined;
  try {
    const port = await listen(server, places.port);
    io.out(`tcp://127.0.0.1:${port}\n`);
    if (places.pty !== undefined) {
      link = await linkTerminal(port, places.pty);
      io.out(`pty ${places.pty}\n`);
    }
    if (places.storage !== undefined) keepStorage(device, places.storage);
    await end;
  } finally {
    link?.kill();
    server.close();
    device.close();
  }
  return 0;
}

function makeDevice(options: DeviceOptions, faults: CableFaults): ConsoleDevice {
  try {
    return new ConsoleDevice(options, faults);
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message);
    throw error;
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const why = error.code === "EADDRINUSE" ? "another program listens there" : error.message;
      reject(new UsageError(`cannot listen on port ${port}: ${why}; leave --tcp out to have any free one`));
    });
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

/** Has socat lead a pseudo terminal to the port. */
async function linkTerminal(port: number, path: string): Promise<ChildProcess> {
  if (/[,:!"'()[\]{}\\]/.test(path))
    throw new UsageError(
      `--pty: "${path}" holds a character that means something to socat; choose a plain path`,
    );
  if (existsSync(path))
    throw new UsageError(`--pty: ${path} exists already: choose another path or remove it`);
  const child = spawn("socat", [`PTY,link=${path},raw,echo=0`, `TCP:127.0.0.1:${port},nodelay`], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (data: Buffer) => (said += data.toString()));
  let over: string | undefined;
  child.once("error", (error: NodeJS.ErrnoException) => {
    over =
      error.code === "ENOENT"
        ? "--pty needs socat, which is not there: install it (Debian and Ubuntu: apt install socat), or use --tcp"
        : error.message;
  });
  child.once("exit", (code) => (over ??= `socat has ended with ${code ?? "a signal"}: ${said.trim()}`));
  for (let left = 500; !existsSync(path); left--) {
    if (over !== undefined) throw new UsageError(over);
    if (left === 0) throw new UsageError(`socat has not made ${path} within 5 s: ${said.trim()}`);
    await sleep(wallClock, 10);
  }
  // Held open: socat ends once nobody has it open any more.
  openSync(path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
  return child;
}

function readImage(file: string): Uint8Array {
  if (!existsSync(file)) throw new UsageError(`cannot find ${file}`);
  return readFileSync(file);
}

/** What a run before has left in the flash memory. */
function readStorage(file: string): Record<string, Uint8Array> {
  if (!existsSync(file)) return {};
  const wrong = (why: string): UsageError =>
    new UsageError(`${file} does not hold what "uasyncio device --storage" writes: ${why}`);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw wrong((error as Error).message);
  }
  if (typeof content !== "object" || content === null || Array.isArray(content))
    throw wrong("it is no object");
  return Object.fromEntries(
    Object.entries(content).map(([name, data]) => {
      if (typeof data !== "string") throw wrong(`"${name}" is no text`);
      return [name, Buffer.from(data, "base64")];
    }),
  );
}

function keepStorage(device: ConsoleDevice, file: string): void {
  const { storage } = device.board;
  const write = (): void => {
    const files = Array.from(storage, ([name, data]) => [name, Buffer.from(data).toString("base64")]);
    const fresh = `${file}.new`;
    try {
      writeFileSync(fresh, JSON.stringify(Object.fromEntries(files)));
      // A reader never finds half of it.
      renameSync(fresh, file);
    } catch (error) {
      rmSync(fresh, { force: true });
      throw error;
    }
  };
  storage.onChange = write;
  write();
}

function whole(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw new UsageError(`--${name}: "${text}" is no whole number`);
  return Number(text);
}

function rate(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === "" || !(value >= 0 && value <= 1))
    throw new UsageError(`--${name}: "${text}" is no rate: write a number from 0 to 1, such as 0.0001`);
  return value;
}

function oneOf<T extends string>(
  name: string,
  text: string | undefined,
  choices: readonly T[],
): T | undefined {
  const found = choices.find((choice) => choice === text);
  if (text !== undefined && found === undefined)
    throw new UsageError(`--${name}: "${text}" is none of ${choices.join(", ")}`);
  return found;
}

/** Without what is undefined: options that are not there have a default. */
function defined<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
