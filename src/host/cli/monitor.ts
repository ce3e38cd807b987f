import { createInterface } from "node:readline";
import { readImage } from "../device/image_file.ts";
import { openLink } from "../device/link.ts";
import { monitor as watchBoard, type MonitorOptions } from "../device/monitor.ts";
import { choosePort } from "../device/ports.ts";
import { parse, UsageError, type Command, type Io } from "./command.ts";
import { telling, untilCtrlC } from "./on_board.ts";

const help = `uasyncio monitor [options]

Shows what a board prints, each line with its time, and sends it the lines that you type. Connects again when the board resets or is
unplugged. ctrl-C ends it and leaves the board running.

  --port PORT     /dev/ttyUSB0, COM3, tcp://host:port … (default: the only one there is)
  --image IMAGE   the image on the board: stack traces are shown as places in your source, through its source map
`;

export const monitor: Command = {
  summary: "show what a board prints",
  help,
  async run(args, io) {
    const { values, positionals } = parse(args, { port: { type: "string" }, image: { type: "string" } });
    if (positionals.length > 0) throw new UsageError(`what is "${positionals[0]}"? (--port, --image)`);
    return await telling(io, async () => {
      const image = values.image === undefined ? undefined : readImage(values.image);
      if (image && !image.decoder)
        throw new UsageError(`${image.file}.map is missing: traces cannot be decoded`);
      const port = await choosePort(values.port);
      await untilCtrlC(async (signal) =>
        watchHere(io, {
          link: await openLink(port),
          open: () => openLink(port),
          decoder: image?.decoder,
          signal,
        }),
      );
      return 0;
    });
  },
};

/** Shows what a board prints, and sends it the lines that are typed here. */
export async function watchHere(
  io: Io,
  options: Omit<MonitorOptions, "out" | "say" | "input">,
): Promise<void> {
  const input = createInterface({ input: process.stdin });
  const out = (text: string) => io.out(text);
  const say = (text: string) => io.err(`--- ${text}`);
  await watchBoard({ ...options, out, say, input }).finally(() => input.close());
}
