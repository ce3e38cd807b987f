import { loadParts, type BoardParts } from "../sim/index.ts";

/** The board that `--board` and `--parts` name, and what hangs on it. */
export function boardWithParts(
  board: string | undefined,
  file: string | undefined,
): { board: string | undefined; parts: BoardParts | undefined } {
  if (file === undefined) return { board, parts: undefined };
  const parts = loadParts(file, board);
  return { board: board ?? parts.board, parts };
}
