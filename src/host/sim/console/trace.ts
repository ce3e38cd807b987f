import { EVAL } from "../board.ts";
import { readScript, type ScriptCode } from "../function_code.ts";

/** Code as V8 runs it, and where its columns were before reserved words took the place of their bytes: from 0 to 0. */
export interface Source {
  code: string;
  imageColumn(line: number, column: number): number;
}

/** What frames name as files; undefined: it is none of the board's. */
export type Sources = (file: string) => Source | undefined;

/** From 1, both. */
interface Position {
  line: number;
  column: number;
}

interface Frame extends Position {
  file: string;
  name: string | undefined;
  /** Whether it is the next frame that has called it, and not the engine in between. */
  called: boolean;
}

/** The name that Espruino gives to what is typed at its console; it names no file there. */
export const REPL = "REPL";

/**
 * An exception that nobody caught, and its stack, as the console of Espruino 2v29 shows them: a line `at NAME (FILE:LINE:COLUMN)`
 * a frame, and below it a mark that is to stand under the column. Positions are those where Espruino's lexer stands by then:
 * on the bracket that ends a call. In functions that are in memory they are counted from where the function's text begins.
 * Names are those that functions have been called by.
 *
 * @param atPrompt it left a line that was typed, and not something in the idle loop
 */
export function espruinoTrace(error: unknown, sources: Sources, atPrompt: boolean): string {
  const lines = [`Uncaught ${message(error)}`];
  const stack = frames(error, sources);
  const outermost = stack.at(-1);
  if (atPrompt && outermost?.file === REPL) outermost.name ??= REPL;
  const scripts = new Map<string, ScriptCode | undefined>();
  stack.forEach((frame, i) => {
    const source = sources(frame.file);
    if (!source) return;
    const at = lexerPosition(frame, source.code, i === 0 ? String(error) : "");
    const inMemory = frame.file === REPL || frame.file === EVAL;
    if (!scripts.has(frame.file)) scripts.set(frame.file, readScript(source.code));
    const fn = functionAt(offsetOf(at, source.code), scripts.get(frame.file));
    const { line, column } = inMemory && fn ? inFunction(at, fn, source) : inImage(at, source);
    const caller = frame.called ? stack.at(i + 1) : undefined;
    const called = caller ? calledName(caller, sources(caller.file)) : undefined;
    const name = fn ? called : frame.file === EVAL ? EVAL : frame.name;
    const file = inMemory ? "" : frame.file;
    const place = `${file}:${line}:${column}`;
    lines.push(
      `    at ${name === undefined ? place : `${name} (${place})`}`,
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
    const last = found.at(-1);
    if (!parts || sources(parts[2]) === undefined) {
      if (last) last.called = false;
      continue;
    }
    const name = parts[1]?.split(".").at(-1);
    found.push({
      file: parts[2],
      name: name === "<anonymous>" ? undefined : name,
      line: Number(parts[3]),
      column: Number(parts[4]),
      called: true,
    });
  }
  return found;
}

/** What something has been called by at a place; undefined where no name stands, or the engine calls. */
function calledName(caller: Frame, source: Source | undefined): string | undefined {
  const text = source?.code.slice(offsetOf(caller, source.code)) ?? "";
  const name = /^(?:new\s+)?(?:[\w$]+\.)*([\w$]+)\s*\(/.exec(text)?.[1];
  return name === "call" || name === "apply" ? undefined : name;
}

function inImage({ line, column }: Position, source: Source): Position {
  return { line, column: source.imageColumn(line, column - 1) + 1 };
}

function offsetOf({ line, column }: Position, code: string): number {
  const lines = code.split("\n");
  return lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
}

function positionOf(offset: number, code: string): Position {
  const before = code.slice(0, offset).split("\n");
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

/** Where the text of the function begins that an offset is in: an offset, too; undefined outside of functions. */
function functionAt(offset: number, script: ScriptCode | undefined): number | undefined {
  const begin = (token: number): number => script!.tokens[token].start;
  const fn = script?.functions.findLast((one) => begin(one.first) <= offset && offset < begin(one.end));
  return fn && begin(fn.first);
}

/** Counted from where the text of the function begins. */
function inFunction(at: Position, begin: number, source: Source): Position {
  const start = inImage(positionOf(begin, source.code), source);
  const place = inImage(at, source);
  const line = place.line - start.line + 1;
  return { line, column: line === 1 ? place.column - start.column + 1 : place.column };
}

function lexerPosition({ line, column }: Frame, source: string, thrown: string): Position {
  const start = offsetOf({ line, column }, source);
  const place = (offset: number): Position => positionOf(offset, source);
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
