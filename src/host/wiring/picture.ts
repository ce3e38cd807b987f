import type { Board } from "../compiler/boards.ts";
import type { Wired } from "../sim/devices/wiring.ts";
import { wiredPart, type WireRow, type WiredPart } from "./rows.ts";

const COLOURS: Readonly<Record<WireRow["net"], string>> = {
  supply: "#c62828",
  ground: "#37474f",
  clock: "#f9a825",
  data: "#1565c0",
  input: "#2e7d32",
  output: "#6a1b9a",
};

/** Lengths in px. */
const ROW = 22;
const TITLE = 26;
const GAP = 16;
const BOARD = { x: 10, width: 150 };
const PART = { x: 330, width: 170 };
const WIDTH = 900;

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const escape = (text: string): string => text.replace(/[&<>]/g, (char) => escapes[char]);

function text(x: number, y: number, content: string, more = ""): string {
  return `  <text x="${x}" y="${y}"${more}>${escape(content)}</text>`;
}

function box(x: number, y: number, width: number, height: number, fill: string): string {
  return `  <rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" fill="${fill}" stroke="#546e7a"/>`;
}

const heightOf = ({ rows, notes }: WiredPart): number =>
  TITLE + ROW * Math.max(rows.length, notes.length) + 6;

/**
 * How to wire parts to a board, as an SVG picture: the board on the left, each part with its wires on the right. Several
 * wires may go to one pin of the board.
 *
 * @param names parts by what their owner calls them
 */
export function wiringPicture(
  board: Board,
  parts: readonly Wired[],
  names: ReadonlyMap<string, Wired> = new Map(),
): string {
  const nameOf = new Map([...names].map(([name, part]) => [part, name]));
  const wired = parts.map((part) => wiredPart(board, part, nameOf.get(part)));
  const height = TITLE + GAP + wired.reduce((sum, part) => sum + heightOf(part) + GAP, 0);
  const lines = [
    box(BOARD.x, 10, BOARD.width, height - 20, "#e3f2fd"),
    text(BOARD.x + 10, 10 + 18, board.title, ' font-weight="bold"'),
  ];
  let y = 10 + TITLE;
  for (const part of wired) {
    lines.push(...drawPart(part, y));
    y += heightOf(part) + GAP;
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="sans-serif" font-size="13">`,
    `  <rect width="100%" height="100%" fill="#ffffff"/>`,
    ...lines,
    "</svg>",
    "",
  ].join("\n");
}

function drawPart(part: WiredPart, top: number): string[] {
  const lines = [
    box(PART.x, top, PART.width, heightOf(part), "#fff8e1"),
    text(PART.x + 10, top + 18, part.title, ' font-weight="bold"'),
  ];
  part.rows.forEach((row, i) => {
    const y = top + TITLE + ROW * i + ROW / 2;
    const [from, to] = [BOARD.x + BOARD.width, PART.x];
    lines.push(
      `  <line x1="${from}" y1="${y}" x2="${to}" y2="${y}" stroke="${COLOURS[row.net]}" stroke-width="3"/>`,
      text(from - 8, y + 4, row.board, ' text-anchor="end"'),
      text(to + 10, y + 4, row.part),
    );
  });
  part.notes.forEach((note, i) => {
    lines.push(text(PART.x + PART.width + 12, top + TITLE + ROW * i + ROW / 2 + 4, note, ' fill="#546e7a"'));
  });
  return lines;
}
