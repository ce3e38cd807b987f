import { gzipSync } from "node:zlib";
import { parse } from "acorn";
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

/** Measures an image and says, by its source map, which module and function each byte comes from. */
export function sizeReport(code: string, map: ImageMap): SizeReport {
  const places = bytePlaces(code, map);
  const modules = new Map<string, number>();
  for (const { source, bytes } of places) add(modules, source, bytes);
  return {
    bytes: Buffer.byteLength(code),
    gzip: gzipSync(code, { level: 9 }).length,
    modules: sorted(modules),
    functions: sorted(functionSizes(code, map)),
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

/** The image cut into runs of text that come from one source each. */
function bytePlaces(code: string, map: ImageMap): { source: string; bytes: number }[] {
  const trace = tracer(map);
  const places: { source: string; bytes: number }[] = [];
  for (const [index, line] of code.split("\n").entries()) {
    let source = "";
    let bytes = 0;
    for (let column = 0; column < line.length; column++) {
      const here = trace(index + 1, column).file ?? unmapped;
      if (here !== source && bytes > 0) {
        places.push({ source, bytes });
        bytes = 0;
      }
      source = here;
      bytes += Buffer.byteLength(line[column] ?? "");
    }
    if (bytes > 0) places.push({ source, bytes });
  }
  const breaks = code.split("\n").length - 1;
  if (breaks > 0) places.push({ source: unmapped, bytes: breaks });
  return places;
}

function functionSizes(code: string, map: ImageMap): Map<string, number> {
  const trace = tracer(map);
  const sizes = new Map<string, number>();
  full(parse(code, { ecmaVersion: 5, locations: true }), (node, parents) => {
    if (node.type !== "FunctionDeclaration" && node.type !== "FunctionExpression") return;
    const bytes = Buffer.byteLength(code.slice(node.start, node.end));
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
