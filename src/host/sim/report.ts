import type { WaitingTask } from "./trace.ts";

/** Tells people who waits for what on a board where nothing happens any more; empty if nobody does. */
export function describeWait(waiting: readonly WaitingTask[], watching: readonly string[]): string {
  if (waiting.length === 0) return "";
  const head =
    watching.length === 0
      ? "the program waits for ever: nothing is left that could wake"
      : `nothing happens any more until ${watching.join(" or ")} changes; waiting are`;
  const lines = waiting.map(({ name, waitsFor, at }) => {
    const where = at === undefined ? "" : ` (${at})`;
    return `  ${name}: waits for ${waitsFor}${where}`;
  });
  return [head, ...lines].join("\n");
}
