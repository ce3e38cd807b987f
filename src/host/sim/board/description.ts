import { loadTarget, type Board } from "../../compiler/boards.ts";

const descriptions = new Map<string, Board>();

/** The description of a board by its name. */
export function describe(name: string): Board {
  const known = descriptions.get(name);
  if (known) return known;
  const { board } = loadTarget(name);
  if (!board) throw new RangeError(`${name} is no board that could be simulated`);
  descriptions.set(name, board);
  return board;
}

/** Whether a firmware such as `2v29` or `2v29.277` is of a version from this one of the second series on. */
export function firmwareAtLeast(version: string, minor: number): boolean {
  const found = /^(\d+)v(\d+)/.exec(version);
  return found !== null && Number(found[1]) * 1000 + Number(found[2]) >= 2000 + minor;
}
