import { loadTarget, type Board } from "../compiler/boards.ts";
import { cliCommand } from "./cli_tool.ts";
import { firmware } from "./board_info.ts";
import { DeviceConsole, NoAnswer, PATIENCE, type Patience } from "./console.ts";
import { esptoolCommand, findEsptool, runEsptool } from "./esptool.ts";
import { checkFirmware, MINIMUM, olderThan, RECOMMENDED } from "./firmware.ts";
import { imageBoard, imageFile, isSource, readImage, type DeviceImage } from "./image_file.ts";
import { estimateJsVars } from "./jsvars.ts";
import { checkKind } from "./kind.ts";
import { openLink, type Link } from "./link.ts";
import { choosePort, thisMachine, type PortSystem } from "./ports.ts";
import { progressBar } from "./progress.ts";
import { shellText } from "./shell.ts";
import { start } from "./start.ts";
import { DeviceError } from "./troubles.ts";
import { upload, type Sender } from "./upload.ts";

export interface FlashOptions {
  /** A program or an image. */
  file: string;
  /** Default: the one that the image was built for, else `esp32`. */
  board?: string | undefined;
  port?: string | undefined;
  /** Folder with Espruino itself, to be flashed before. */
  firmware?: string | undefined;
  ram: boolean;
  dryRun: boolean;
  out: (text: string) => void;
  /** For a progress bar that is drawn over itself. */
  terminal: boolean;
  signal?: AbortSignal | undefined;
  system?: PortSystem;
  patience?: Patience;
  /** Takes the place of the espruino CLI. */
  send?: Sender;
  open?: (port: string, baud: number) => Promise<Link>;
}

/** What is left open for a monitor. */
export interface Flashed {
  link: Link;
  port: string;
  image: DeviceImage;
  /** What the program has printed since it was started. */
  printed: string;
}

/**
 * From a program to a running board.
 *
 * @returns undefined after a dry run
 * @throws {@link DeviceError} or BuildError; the message says what state the board is in
 */
export async function flash(options: FlashOptions): Promise<Flashed | undefined> {
  const { file, out, signal, ram } = options;
  const source = isSource(file);
  const board = boardOf(options.board ?? (source ? undefined : imageBoard(file)) ?? "esp32", file);
  if (options.dryRun) return await dryRun(options, board);

  const image = source ? await buildImage(file, board, out) : readImage(file, board);
  checkFit(image, board, options);
  const port = await choosePort(options.port, options.system ?? thisMachine);
  const command = again(options, port);
  if (options.firmware !== undefined) await flashFirmware(options.firmware, board, port, command, options);

  const link = await (options.open ?? openLink)(port, board.console.baud);
  const console = new DeviceConsole(link, options.patience ?? PATIENCE);
  console.signal = signal;
  try {
    const progress = progressBar(out, options.terminal);
    const { send } = options;
    const sent = await upload({
      console,
      image: image.bytes,
      board,
      ram,
      command,
      progress,
      ...(send && { send }),
      async check() {
        try {
          await checkVersion(console, board, out);
        } catch (error) {
          throw error instanceof NoAnswer ? new DeviceError("no-answer", { port }) : error;
        }
        out(`sending ${image.bytes.length} bytes to ${port}${ram ? ", into memory only" : ""}\n`);
      },
    });
    const crc = sent.crc.toString(16).padStart(8, "0");
    out(
      `verified: the board ${ram ? "holds" : "has stored"} ${image.bytes.length} bytes with CRC32 ${crc}\n`,
    );
    if (sent.repeated > 0) out(`  ${sent.repeated} lines had to be sent again: the connection loses bytes\n`);
    const decode = (text: string) => image.decoder?.lines(text) ?? text;
    const { memory, text: printed } = await start(console, { ram, command, decode });
    out(`running: ${memory.usage} of ${memory.total} JsVars in use\n`);
    return { link, port, image, printed };
  } catch (error) {
    await link.close();
    throw error;
  }
}

function boardOf(name: string, file: string): Board {
  const { board } = loadTarget(name);
  if (!board) throw new DeviceError("not-an-image", { file, reason: `${name} is no board` });
  return board;
}

async function buildImage(file: string, board: Board, out: (text: string) => void): Promise<DeviceImage> {
  const { build, formatWarnings, writeImage } = await import("../compiler/index.ts");
  const result = await build({ entry: file, board: board.name });
  out(formatWarnings(result.warnings));
  const image = imageFile(file);
  writeImage(result, image);
  out(`built ${image}\n`);
  return readImage(image, board);
}

/** How much of a board's memory may be in use before there is a warning: a program needs some later on. */
const FULL = 0.8;

function checkFit({ file, bytes }: DeviceImage, board: Board, { ram, out }: FlashOptions): void {
  if (!ram && bytes.length > board.storage)
    throw new DeviceError("not-an-image", {
      file,
      reason: `it has ${bytes.length} bytes, ${board.title} has room for ${board.storage}`,
    });
  const need = estimateJsVars(Buffer.from(bytes).toString("latin1"), board, ram);
  if (need === undefined || need <= FULL * board.jsvars) return;
  const advice = ram
    ? "store it instead (without --ram): code in flash takes no memory"
    : "make the program smaller";
  if (need > board.jsvars)
    throw new DeviceError("too-many-jsvars", { need, board: board.title, jsvars: board.jsvars, advice });
  out(`  warning: about ${need} of ${board.jsvars} JsVars are in use when it has started; ${advice}\n`);
}

async function checkVersion(
  console: DeviceConsole,
  board: Board,
  out: (text: string) => void,
): Promise<void> {
  const { version, board: name } = await firmware(console);
  out(`Espruino ${version} on ${name}\n`);
  const port = console.link.name;
  checkKind(name, board, port);
  if (olderThan(version, MINIMUM)) throw new DeviceError("old-firmware", { version, minimum: MINIMUM, port });
  if (olderThan(version, RECOMMENDED))
    out(`  ${RECOMMENDED} and later have a hardware timer; with ${version}, setTimeout takes its place\n`);
}

async function flashFirmware(
  folder: string,
  board: Board,
  port: string,
  command: string,
  { out, signal }: FlashOptions,
): Promise<void> {
  if (port.startsWith("tcp://"))
    throw new DeviceError("no-connection", { port, reason: "esptool needs a serial port" });
  const parts = checkFirmware(folder, board);
  const words = esptoolCommand(await findEsptool(), board, port, parts);
  out(`flashing Espruino: ${shellText(words)}\n`);
  await runEsptool(words, out, command, signal);
}

/** The command that does the same once more. */
function again({ file, board, firmware, ram }: FlashOptions, port: string): string {
  const options = [
    ...(board === undefined ? [] : ["--board", board]),
    ...["--port", port],
    ...(firmware === undefined ? [] : ["--firmware", firmware]),
    ...(ram ? ["--ram"] : []),
  ];
  return shellText(["npx", "uasyncio", "flash", file, ...options]);
}

/** Says every command that would be run; checks what can be checked without running one. */
async function dryRun(options: FlashOptions, board: Board): Promise<undefined> {
  const { file, out, firmware, ram } = options;
  const port = await choosePort(options.port, options.system ?? thisMachine).catch((error: unknown) => {
    if (!(error instanceof DeviceError)) throw error;
    out(`# ${error.message.replaceAll("\n", "\n# ")}\n`);
    return "PORT";
  });
  const source = isSource(file);
  const image = source ? imageFile(file) : file;
  if (source)
    out(`${shellText(["npx", "uasyncio", "build", file, "--board", board.name, "--out", image])}\n`);
  else checkFit(readImage(image, board), board, options);
  if (firmware !== undefined) {
    const tool = { command: ["esptool"], version: 5 };
    out(`${shellText(esptoolCommand(tool, board, port, checkFirmware(firmware, board)))}\n`);
  }
  out(
    `# ${port} is opened once, at ${board.console.baud} baud, and lent to the espruino tool as a local socket;\n`,
  );
  out(
    `# upload.js carries ${image} ${ram ? "into memory" : "to the file uasyncio.new in Storage"}, line by line, each with a CRC32\n`,
  );
  out(`${shellText(["node", ...cliCommand("tcp://127.0.0.1:LOCAL", "board.json", "upload.js")])}\n`);
  if (!ram)
    out("# its CRC32 is compared; then it takes the place of .bootcde, and its CRC32 is compared again\n");
  out(`# the program is started, and memory asked for when it is up\n`);
  return undefined;
}
