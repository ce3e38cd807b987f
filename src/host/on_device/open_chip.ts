import { duplexPair } from "node:stream";
import { loadTarget, type Board } from "../compiler/boards.ts";
import { firmware } from "../device/board_info.ts";
import { asTrouble, DeviceConsole } from "../device/console.ts";
import { boardCalled, checkKind } from "../device/kind.ts";
import { Link, openLink } from "../device/link.ts";
import { ConsoleDevice } from "../sim/console/index.ts";
import type { BoardParts } from "../sim/index.ts";
import { ConsoleChip } from "./console_chip.ts";

export interface WantedChip {
  /** A port, `tcp://host:port`, or `sim` for a simulated board, which runs in real time. */
  on: string;
  /** Its kind; undefined: what it says itself, or esp32 where that does not tell. */
  board?: Board | undefined;
  /** What hangs on a simulated one. */
  parts?: BoardParts | undefined;
}

/**
 * Opens the board that `--on` names.
 *
 * @throws DeviceError, as when it is a board of another kind; its program runs on then
 */
export async function openChip({ on, board, parts }: WantedChip): Promise<ConsoleChip> {
  if (on === "sim") {
    const kind = board ?? standard();
    const device = new ConsoleDevice({ board: kind.name, ...(parts && { parts }) });
    const [cable, end] = duplexPair();
    device.connect(end);
    return new ConsoleChip(new DeviceConsole(new Link("sim", cable)), kind, () => device.close());
  }
  const console = new DeviceConsole(await openLink(on, board?.console.baud));
  try {
    await console.takeOver();
    const { board: name } = await firmware(console);
    const kind = board ?? boardCalled(name) ?? standard();
    checkKind(name, kind, on);
    return new ConsoleChip(console, kind);
  } catch (error) {
    // Its program was stopped for nothing.
    await console.startStored().catch(() => undefined);
    await console.link.close();
    throw asTrouble(error, on);
  }
}

function standard(): Board {
  return loadTarget("esp32").board!;
}
