import { EVAL } from "../board.ts";

/** Code as V8 runs it, and where its columns were before reserved words took the place of their bytes: from 0 to 0. */
export interface Source {
  code: string;
  imageColumn(line: number, column: number): number;
}

/** What frames name as files; undefined: it is none of the board's. */
export type Sources = (file: string) => Source | undefined;

interface Frame {
  file: string;
  name: string | undefined;
  /** From 1, both. */
  line: number;
  column: number;
}

/** The name that Espruino gives to what is typed at its console; it names no file there. */
export const REPL = "REPL";

/**
 * An exception that nobody caught, and its stack, as the console of Espruino 2v29 shows them: a line `at NAME (FILE:LINE:COLUMN)`
 * a frame, and below it a mark that is to stand under the column. Positions are those where Espruino's lexer stands by then:
 * on the bracket that ends a call.
 *
 * @param atPrompt it left a line that was typed, and not something in the idle loop
 */
export function espruinoTrace(error: unknown, sources: Sources, atPrompt: boolean): string {
  const lines = [`Uncaught ${message(error)}`];
  const stack = frames(error, sources);
  const outermost = stack.at(-1);
  if (atPrompt && outermost?.file === REPL) outermost.name ??= REPL;
  for (const frame of stack) if (frame.file === EVAL) frame.name ??= EVAL;
  stack.forEach((frame, i) => {
    const source = sources(frame.file);
    if (!source) return;
    const { line, column: ran } = lexerPosition(frame, source.code, i === 0 ? String(error) : "");
    const column = source.imageColumn(line, ran - 1) + 1;
    const file = frame.file === REPL || frame.file === EVAL ? "" : frame.file;
    const place = `${file}:${line}:${column}`;
    lines.push(
      `    at ${frame.name === undefined ? place : `${frame.name} (${place})`}`,
      "",
      " ".repeat(column - 1) + "^",
    );
  });
  return lines.join("\n");
}

/** Espruino's words for what V8 says otherwise. */
function message(error: unknown): string {
  const text = describe(error);
  const missing = /^ReferenceError: (.+) is not defined$/.exec(text);
  if (missing) return `ReferenceError: "${missing[1]}" is not defined`;
  const read = /^TypeError: Cannot read properties of (undefined|null) \(reading '(.*)'\)$/.exec(text);
  if (read) return `Error: Can't read property '${read[2]}' of ${read[1]}`;
  const call = /^TypeError: (?:.*\.)?([\w$]+) is not a function$/.exec(text);
  if (call) return `Error: Function "${call[1]}" not found!`;
  return text;
}

function describe(error: unknown): string {
  try {
    return String(error);
  } catch {
    // An object without a toString of any use.
    return "[object Object]";
  }
}

function frames(error: unknown, sources: Sources): Frame[] {
  const stack = (error as { stack?: unknown } | null | undefined)?.stack;
  if (typeof stack !== "string") return [];
  const found: Frame[] = [];
  for (const text of stack.split("\n")) {
    const parts = /^\s+at (?:(?:new )?(.+?) (?:\[as .*\] )?\()?([^()]*):(\d+):(\d+)\)?$/.exec(text);
    if (!parts || sources(parts[2]) === undefined) continue;
    const name = parts[1]?.split(".").at(-1);
    found.push({
      file: parts[2],
      name: name === "<anonymous>" ? undefined : name,
      line: Number(parts[3]),
      column: Number(parts[4]),
    });
  }
  return found;
}

function lexerPosition(
  { line, column }: Frame,
  source: string,
  thrown: string,
): { line: number; column: number } {
  const lines = source.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
  const place = (offset: number): { line: number; column: number } => {
    const before = source.slice(0, offset).split("\n");
    return { line: before.length, column: before[before.length - 1].length + 1 };
  };
  const rest = source.slice(start);
  if (thrown.startsWith("ReferenceError")) {
    const name = /^[\w$]+(?=[.[])/.exec(rest);
    return place(start + (name?.[0].length ?? 0));
  }
  if (thrown.startsWith("TypeError: Cannot read")) return place(Math.max(start - 1, 0));
  const call = /^(?:new\s+)?[\w$.]+\s*(?=\()/.exec(rest);
  const end = call && closing(source, start + call[0].length);
  return place(end ?? start);
}

/** Where the bracket closes that opens at a place. */
function closing(source: string, open: number): number | undefined {
  let depth = 0;
  const token = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[([{]|[)\]}]/gs;
  token.lastIndex = open;
  for (let found; (found = token.exec(source));) {
    if ("([{".includes(found[0])) depth++;
    else if (")]}".includes(found[0]) && --depth === 0) return found.index;
  }
  return undefined;
}
