import { flash as flashBoard } from "../device/flash.ts";
import { openLink } from "../device/link.ts";
import { onlyOne, parse, type Command } from "./command.ts";
import { watchHere } from "./monitor.ts";
import { telling, untilCtrlC } from "./on_board.ts";

const help = `uasyncio flash APP.ts|IMAGE.js [options]        (./flash.sh is the same)

Builds a program, brings it onto a board, verifies it there and starts it. The program that the board had stays until the new one has
arrived whole: an upload that is interrupted leaves the old one.

  --board NAME     the board (default: the one the image was built for, else esp32)
  --port PORT      /dev/ttyUSB0, COM3, tcp://host:port … (default: the only one there is)
  --firmware DIR   first flash Espruino itself, with esptool: DIR holds the unpacked release
  --ram            run it without storing it; a reset brings back what was there
  --monitor        then show what the board prints, as uasyncio monitor does
  --dry-run        print every command that would be run, and run none

Needs Espruino 2v14 or later, 2v29 for the hardware timer. docs/flashing.md explains every message.
Exit code 1 on failure, 130 after ctrl-C.
`;

export const flash: Command = {
  summary: "bring a program onto a board",
  help,
  async run(args, io) {
    const { values, positionals } = parse(args, {
      board: { type: "string" },
      port: { type: "string" },
      firmware: { type: "string" },
      ram: { type: "boolean", default: false },
      monitor: { type: "boolean", default: false },
      "dry-run": { type: "boolean", default: false },
    });
    const file = onlyOne(positionals, "program or image");
    const { board, port, firmware, ram } = values;
    return await telling(io, () =>
      untilCtrlC(async (signal) => {
        const done = await flashBoard({
          ...{ file, board, port, firmware, ram, signal },
          dryRun: values["dry-run"],
          terminal: process.stderr.isTTY,
          out: (text) => (values["dry-run"] ? io.out(text) : io.err(text)),
        });
        if (!done) return 0;
        if (!values.monitor) {
          await done.link.close();
          return 0;
        }
        const { link, printed, image } = done;
        await watchHere(io, {
          ...{ link, printed, signal },
          open: () => openLink(done.port),
          decoder: image.decoder,
        });
        return 0;
      }),
    );
  },
};
