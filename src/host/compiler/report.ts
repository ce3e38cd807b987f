import { gzipSync } from "node:zlib";
import { parse } from "acorn";
import type { Edited } from "./edits.ts";
import { tracer, type ImageMap } from "./sourcemap.ts";
import { full } from "./walk.ts";

/** What an image is made of. All sizes in bytes. */
export interface SizeReport {
  bytes: number;
  gzip: number;
  /** Largest first; their sum is `bytes`. */
  modules: SizeItem[];
  /** Functions of the image, each without those inside it; largest first. */
  functions: SizeItem[];
}

export interface SizeItem {
  /** Source file, or `file:line name` of a function. */
  name: string;
  bytes: number;
}

/** Text that no source line stands behind. */
const unmapped = "(generated)";

/**
 * Measures an image and says which module and function each byte comes from.
 *
 * @param image made of `text`, one character a byte
 * @param map of `text`
 */
export function sizeReport(image: Edited, text: string, map: ImageMap): SizeReport {
  return {
    bytes: image.code.length,
    gzip: gzipSync(Buffer.from(image.code, "latin1"), { level: 9 }).length,
    modules: sorted(moduleSizes(image, text, map)),
    functions: sorted(functionSizes(image, text, map)),
  };
}

/** A report as a table of text. */
export function formatReport(report: SizeReport, byFunction = false): string {
  const head = `${report.bytes} bytes, ${report.gzip} gzipped`;
  const list = (items: SizeItem[]): string[] =>
    items.map(({ name, bytes }) => `${String(bytes).padStart(7)}  ${percent(bytes, report.bytes)}  ${name}`);
  const rows = list(byFunction ? report.modules : report.modules.slice(0, 8));
  const rest = byFunction ? [] : report.modules.slice(8);
  if (rest.length > 0)
    rows.push(
      ...list([{ name: `${rest.length} more`, bytes: rest.reduce((sum, { bytes }) => sum + bytes, 0) }]),
    );
  const functions = byFunction ? ["by function:", ...list(report.functions)] : [];
  return [head, ...rows, ...functions].join("\n");
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1).padStart(5)} %`;
}

function moduleSizes({ offset }: Edited, text: string, map: ImageMap): Map<string, number> {
  const trace = tracer(map);
  const sizes = new Map<string, number>();
  let start = 0;
  for (const [index, line] of text.split("\n").entries()) {
    for (let column = 0; column < line.length; column++) {
      const source = trace(index + 1, column).file ?? unmapped;
      add(sizes, source, offset(start + column + 1) - offset(start + column));
    }
    start += line.length + 1;
    if (start <= text.length) add(sizes, unmapped, 1);
  }
  return sizes;
}

function functionSizes({ offset }: Edited, text: string, map: ImageMap): Map<string, number> {
  const trace = tracer(map);
  const sizes = new Map<string, number>();
  full(parse(text, { ecmaVersion: 5, locations: true }), (node, parents) => {
    if (node.type !== "FunctionDeclaration" && node.type !== "FunctionExpression") return;
    const bytes = offset(node.end) - offset(node.start);
    add(sizes, label(node), bytes);
    const outer = parents.findLast(
      ({ type }) => type === "FunctionDeclaration" || type === "FunctionExpression",
    );
    if (outer) add(sizes, label(outer), -bytes);
  });
  return sizes;

  function label(node: { loc?: unknown; id?: unknown }): string {
    const loc = node.loc as { start: { line: number; column: number } };
    const id = node.id as { name: string; loc: typeof loc } | null;
    const { file, line, name } = id
      ? trace(id.loc.start.line, id.loc.start.column)
      : trace(loc.start.line, loc.start.column);
    return `${file ?? unmapped}:${line ?? 0} ${name ?? id?.name ?? "function"}`;
  }
}

function add(sizes: Map<string, number>, name: string, bytes: number): void {
  sizes.set(name, (sizes.get(name) ?? 0) + bytes);
}

function sorted(sizes: Map<string, number>): SizeItem[] {
  const items = [...sizes].map(([name, bytes]) => ({ name, bytes }));
  return items.sort((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1));
}
