import { loadTarget } from "../compiler/boards.ts";
import { boardInfo, listFiles, removeFile, type TimersInUse } from "../device/board_info.ts";
import { eraseCommand, findEsptool, runEsptool } from "../device/esptool.ts";
import { choosePort } from "../device/ports.ts";
import { resetBoard, restore as restoreBoard } from "../device/restore.ts";
import { shellText } from "../device/shell.ts";
import { DeviceError } from "../device/troubles.ts";
import { onlyOne, parse, UsageError, type Command, type Io } from "./command.ts";
import { onBoard, telling } from "./on_board.ts";

const PORT = `  --port PORT   /dev/ttyUSB0, COM3, tcp://host:port … (default: the only one there is)
`;

function portOnly(args: readonly string[]): string | undefined {
  const { values, positionals } = parse(args, { port: { type: "string" } });
  if (positionals.length > 0) throw new UsageError(`what is "${positionals[0]}"? (--port)`);
  return values.port;
}

export const info: Command = {
  summary: "show firmware, memory and storage of a board",
  help: `uasyncio info [--port PORT]

Shows a board's firmware, memory, storage, stored program, and timers and watches in use. A program that runs goes on.

${PORT}`,
  async run(args, io) {
    return await onBoard(portOnly(args), io, async (console) => {
      await console.attend();
      const { version, board, memory, storage, program, timers, modules } = await boardInfo(console);
      const crc = program?.crc.toString(16).padStart(8, "0");
      io.out(`firmware  Espruino ${version} on ${board}\n`);
      io.out(`modules   ${modules.split(",").join(" ")}\n`);
      io.out(`memory    ${memory.usage} of ${memory.total} JsVars in use\n`);
      io.out(
        `storage   ${storage.fileBytes} of ${storage.totalBytes} bytes in ${storage.fileCount} files, ` +
          `${storage.trashBytes} to be reclaimed\n`,
      );
      io.out(`program   ${program ? `.bootcde, ${program.bytes} bytes, CRC32 ${crc}` : "none"}\n`);
      io.out(`timers    ${timersText(timers)}\n`);
      return 0;
    });
  },
};

function timersText({ software, hardware, watches }: TimersInUse): string {
  const parts = Object.entries({
    "of setTimeout and setInterval": software,
    "of the hardware timer": hardware,
    "of setWatch": watches,
  }).flatMap(([what, count]) => (count === undefined ? [] : [`${count} ${what}`]));
  return parts.length === 0 ? "this firmware does not tell" : parts.join(", ");
}

export const ls: Command = {
  summary: "list the files on a board",
  help: `uasyncio ls [--port PORT]

Lists the files in a board's Storage with their bytes. A program that runs goes on.

${PORT}`,
  async run(args, io) {
    return await onBoard(portOnly(args), io, async (console) => {
      await console.attend();
      for (const { name, bytes } of await listFiles(console))
        io.out(`${String(bytes).padStart(8)}  ${name}\n`);
      return 0;
    });
  },
};

export const rm: Command = {
  summary: "remove a file from a board",
  help: `uasyncio rm FILE [--port PORT]

Removes a file from a board's Storage; .bootcde is the program.

${PORT}`,
  async run(args, io) {
    const { values, positionals } = parse(args, { port: { type: "string" } });
    const file = onlyOne(positionals, "file");
    return await onBoard(values.port, io, async (console) => {
      await console.attend();
      if (!(await removeFile(console, file)))
        throw new DeviceError("no-such-file", { file, port: console.link.name });
      io.out(`removed ${file}\n`);
      return 0;
    });
  },
};

export const reset: Command = {
  summary: "restart a board",
  help: `uasyncio reset [--bare] [--port PORT]

Starts a board's stored program anew. A board that does not listen is reset by the modem lines of its port, if it has them.

  --bare        start nothing: the engine alone, until the next reset
${PORT}`,
  async run(args, io) {
    const { values, positionals } = parse(args, {
      port: { type: "string" },
      bare: { type: "boolean", default: false },
    });
    if (positionals.length > 0) throw new UsageError(`what is "${positionals[0]}"? (--port, --bare)`);
    return await onBoard(values.port, io, async (console) => {
      const how = await resetBoard(console, values.bare);
      io.out(how === "console" ? "reset\n" : "reset by the modem lines: the console did not answer\n");
      return 0;
    });
  },
};

export const restore: Command = {
  summary: "bring back a board whose program blocks it",
  help: `uasyncio restore [--erase] [--board NAME] [--port PORT]

Stops the program on a board with ctrl-C, resetting the board if that does not help, and removes everything that Espruino starts by
itself (.boot0 to .boot3, .bootcde, .bootrst …). Other files stay.

  --erase       for a board that does not answer to that: erase all that is stored, with esptool.
                Hold BOOT while you press RESET (EN) before.
  --board NAME  with --erase: which board that is (default esp32)
${PORT}`,
  async run(args, io) {
    const { values, positionals } = parse(args, {
      port: { type: "string" },
      board: { type: "string", default: "esp32" },
      erase: { type: "boolean", default: false },
    });
    if (positionals.length > 0)
      throw new UsageError(`what is "${positionals[0]}"? (--port, --erase, --board)`);
    if (values.erase) return await erase(values.port, values.board, io);
    return await onBoard(values.port, io, async (console) => {
      const removed = await restoreBoard(console);
      io.out(`the console answers; removed: ${removed.length === 0 ? "nothing" : removed.join(" ")}\n`);
      return 0;
    });
  },
};

async function erase(wanted: string | undefined, name: string, io: Io): Promise<number> {
  return await telling(io, async () => {
    const { board } = loadTarget(name);
    if (!board?.flash) throw new UsageError(`${name} is no board that esptool can erase`);
    const command = eraseCommand(await findEsptool(), board, await choosePort(wanted));
    io.err(`${shellText(command)}\n`);
    await runEsptool(command, (text) => io.err(text), "npx uasyncio restore --erase");
    io.out("all that was stored on the board is erased\n");
    return 0;
  });
}
