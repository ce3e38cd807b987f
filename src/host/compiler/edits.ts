import { decodeMap, encodeMappings, type AnyMap } from "./sourcemap.ts";

/** A piece of a text, which lies on one line, and what takes its place. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** A text with pieces of it replaced. */
export interface Edited {
  code: string;
  /** The offset in the new text of one in the old. */
  offset: (old: number) => number;
  /** The other way round: the offset in the old text of one in the new. */
  oldOffset: (now: number) => number;
  /** The column in the new text of one in the old; both from 0, lines from 1. */
  column: (line: number, old: number) => number;
  /** The other way round: the column in the old text of one in the new. */
  oldColumn: (line: number, column: number) => number;
}

/** Replaces pieces of a text that do not overlap. What stands at the start of a piece stays there. */
export function replace(code: string, edits: readonly Edit[]): Edited {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const starts = [0, ...[...code.matchAll(/\n/g)].map(({ index }) => index + 1)];
  /** Where each piece stands now. */
  const places: number[] = [];
  let text = "";
  let from = 0;
  for (const edit of ordered) {
    text += code.slice(from, edit.start);
    places.push(text.length);
    text += edit.text;
    from = edit.end;
  }
  text += code.slice(from);

  const endOf = (i: number): number => places[i] + ordered[i].text.length;
  const offset = (old: number): number => {
    const last = countBefore(ordered.length, (i) => ordered[i].start < old) - 1;
    if (last < 0) return old;
    return old < ordered[last].end ? places[last] : old - ordered[last].end + endOf(last);
  };
  const oldOffset = (now: number): number => {
    const next = countBefore(ordered.length, (i) => endOf(i) <= now);
    if (next < ordered.length && places[next] < now) return ordered[next].start;
    return next === 0 ? now : now - endOf(next - 1) + ordered[next - 1].end;
  };
  return {
    code: text,
    offset,
    oldOffset,
    column: (line, old) => offset(starts[line - 1] + old) - offset(starts[line - 1]),
    oldColumn: (line, column) => oldOffset(offset(starts[line - 1]) + column) - starts[line - 1],
  };
}

/** Moves the mappings of a text along with its pieces. */
export function moveMap<M extends AnyMap>(map: M, edited: Edited): M {
  const lines = decodeMap(map);
  for (const [index, segments] of lines.entries())
    for (const segment of segments) segment[0] = edited.column(index + 1, segment[0]);
  return { ...map, mappings: encodeMappings(lines) };
}

/** How many of the first numbers a condition holds for that no later one meets. */
function countBefore(count: number, holds: (i: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
