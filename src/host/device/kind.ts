import { boardNames, loadTarget, type Board } from "../compiler/boards.ts";
import { DeviceError } from "./troubles.ts";

/**
 * Refuses a board of another kind than the image is for: its pins are others, and some of them lead to its flash chip.
 *
 * @param name what Espruino calls the board, such as `ESP32C3_IDF4`. Builds for the desk, and for boards whose names say nothing of
 *   the chip, are not told apart.
 * @throws {@link DeviceError} `wrong-board`
 */
export function checkKind(name: string, board: Board, port: string): void {
  const chip = chipOf(name);
  if (chip === undefined || chip === board.chip) return;
  const fitting = boardCalled(name);
  const known = boards().map((one) => one.name);
  const remedy = fitting
    ? `take --board ${fitting.name}`
    : `there is no board file for it; there are ${known.join(", ")}`;
  throw new DeviceError("wrong-board", { port, name, board: board.title, remedy });
}

/** The board that calls itself so; undefined if that does not tell. Of boards with one chip, the first. */
export function boardCalled(name: string): Board | undefined {
  const chip = chipOf(name);
  return chip === undefined ? undefined : boards().find((board) => board.chip === chip);
}

/** The chip as board files call it. */
function chipOf(name: string): string | undefined {
  if (/^(rp2040|pico)/i.test(name)) return "rp2040";
  return /^esp32([chps]\d+)?/i.exec(name)?.[0].toLowerCase();
}

function boards(): Board[] {
  return boardNames().flatMap((name) => loadTarget(name).board ?? []);
}
