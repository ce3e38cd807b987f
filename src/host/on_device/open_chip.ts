import { duplexPair } from "node:stream";
import type { Board } from "../compiler/boards.ts";
import { DeviceConsole } from "../device/console.ts";
import { Link, openLink } from "../device/link.ts";
import { ConsoleDevice } from "../sim/console/index.ts";
import { ConsoleChip } from "./console_chip.ts";

/** Opens the board that `--on` names: a port, `tcp://host:port`, or `sim` for a simulated one, which runs in real time. */
export async function openChip(on: string, board: Board): Promise<ConsoleChip> {
  if (on !== "sim") return new ConsoleChip(new DeviceConsole(await openLink(on, board.console.baud)), board);
  const device = new ConsoleDevice({ board: board.name });
  const [cable, end] = duplexPair();
  device.connect(end);
  return new ConsoleChip(new DeviceConsole(new Link("sim", cable)), board, () => device.close());
}
