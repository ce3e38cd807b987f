import type { AnyNode } from "acorn";
import { expand } from "../compiler/tokenise.ts";
import { full } from "../compiler/walk.ts";
import { readScript, type FunctionCode, type ScriptCode } from "../sim/function_code.ts";
import { calleeName, CalledNames, isName } from "./ram_names.ts";

/** A frame of a trace as the console shows it: line and column from 1, in the text of its function. */
export interface RamFrame {
  /** What it was called by; undefined where nothing stands. */
  name: string | undefined;
  line: number;
  column: number;
}

/** A place in an image: line from 1, column from 0. */
export interface ImagePlace {
  line: number;
  column: number;
}

/** A call that ends at a token. */
interface Call {
  /** What it calls by; undefined: it may be any name. */
  name: string | undefined;
  /** The text that a `new` is given, as far as it is written there. */
  text: Text | undefined;
  /** Whether an exception in what it calls has a frame of its own. */
  hasFrame: boolean;
}

interface Text {
  start: string;
  /** Whether something is appended to it. */
  goesOn: boolean;
}

/**
 * Finds frames of code in memory. To Espruino a function there is text of its own, and so are the places in it: which function that is, is not
 * said. It has to be one that may be called by the frame's name, to have a word or sign at that very place and, if the frame has called another, a call
 * by that name which ends there.
 */
export class RamFrames {
  private readonly script: ScriptCode | undefined;
  private readonly names: CalledNames | undefined;
  /** Places of tokens in the image, and tokens by them. */
  private readonly places: ImagePlace[] = [];
  private readonly tokens = new Map<string, number>();
  /** The innermost function of each token. */
  private readonly owners: (FunctionCode | undefined)[] = [];
  private readonly calls = new Map<number, Call[]>();
  /** Tokens that end what is thrown. */
  private readonly thrown = new Set<number>();
  private readonly text: string;
  private readonly imageColumn: (line: number, column: number) => number;

  /** @param code the image, one character a byte */
  constructor(code: string) {
    const { code: text, imageColumn } = expand(code, undefined);
    this.text = text;
    this.imageColumn = imageColumn;
    const script = (this.script = readScript(text));
    if (!script) return;
    this.names = new CalledNames(script);
    let line = 1;
    let lineStart = 0;
    script.tokens.forEach(({ start }, i) => {
      for (let end; (end = text.indexOf("\n", lineStart)) >= 0 && end < start; lineStart = end + 1) line++;
      const column = imageColumn(line, start - lineStart);
      this.places.push({ line, column });
      this.tokens.set(`${line}:${column}`, i);
    });
    for (const fn of script.functions) for (let i = fn.first; i < fn.end; i++) this.owners[i] = fn;
    full(script.program, (node) => this.visit(node));
  }

  /**
   * Where a frame may be: none or several for one that cannot be told.
   *
   * @param inner the frame that it has called, if any
   * @param raised what the exception of an innermost frame says, if that is known
   */
  find(frame: RamFrame, inner: RamFrame | undefined, raised: string | undefined): ImagePlace[] {
    const found: number[] = [];
    for (const fn of this.candidates(frame)) {
      const start = fn ? this.places[fn.first] : { line: 1, column: 0 };
      // In long texts Espruino sometimes takes the first line for 0.
      const row = Math.max(frame.line, 1) - 1;
      const column = (row === 0 ? start.column : 0) + frame.column - 1;
      const token = this.tokens.get(`${start.line + row}:${column}`);
      if (token !== undefined && this.owners[token] === fn && (!inner || this.hasCalled(token, inner.name)))
        found.push(token);
    }
    const likely = inner || raised === undefined ? found : this.raising(found, raised);
    return likely.map((token) => this.places[token]);
  }

  /** The place of one in the text that a simulated board runs, which has words for tokens: line from 1, column from 0. */
  inText(line: number, column: number): ImagePlace {
    return { line, column: this.imageColumn(line, column) };
  }

  /** Undefined is the top level. */
  private *candidates({ name }: RamFrame): Iterable<FunctionCode | undefined> {
    if (name === TOP) yield undefined;
    else if (this.names) yield* this.names.candidates(name);
  }

  private hasCalled(token: number, name: string | undefined): boolean {
    // The engine calls by itself in many places.
    if (name === undefined) return true;
    const calls = this.calls.get(token) ?? [];
    return calls.some((call) => !isName(name) || call.name === undefined || call.name === name);
  }

  /** Those of some tokens at which an exception with this text may have come into being. */
  private raising(tokens: number[], raised: string): number[] {
    const missing = /^ReferenceError: "(.+)" is not defined$/.exec(raised)?.[1];
    if (missing !== undefined)
      return tokens.filter((i) => this.word(i) === missing || (i > 0 && this.word(i - 1) === missing));
    const property = /^\w*Error: Can't read property '(.+)' of /.exec(raised)?.[1];
    if (property !== undefined)
      return tokens.filter((i) => this.word(i) !== "." || this.word(i + 1) === property);
    // With the name of its class before it, or without.
    const said = [raised, raised.replace(/^\w+: /, "")];
    const says = ({ text }: Call) =>
      text !== undefined &&
      said.some((one) => (text.goesOn ? one.startsWith(text.start) : one === text.start));
    const calls = (i: number) => this.calls.get(i) ?? [];
    const own = tokens.filter((i) => calls(i).some(says));
    if (own.length === 0) return tokens;
    // Others that may have raised it: calls of the engine, and what is thrown and came from elsewhere.
    const may = ({ text, hasFrame }: Call) => !text && !hasFrame;
    return tokens.filter(
      (i) => own.includes(i) || (calls(i).length > 0 ? calls(i).some(may) : this.thrown.has(i)),
    );
  }

  private word(token: number): string {
    const found = this.script!.tokens.at(token);
    return found ? this.text.slice(found.start, found.end) : "";
  }

  private visit(node: AnyNode): void {
    if (node.type === "ThrowStatement") this.thrown.add(this.lastToken(node.argument));
    if (node.type !== "CallExpression" && node.type !== "NewExpression") return;
    // Of a `new` without arguments that is the name.
    const last = this.lastToken(node);
    const call = {
      name: calleeName(node.callee),
      text: node.type === "NewExpression" ? writtenText(node.arguments[0]) : undefined,
      hasFrame: this.names!.hasFrame(node.callee),
    };
    this.calls.set(last, [...(this.calls.get(last) ?? []), call]);
  }

  private lastToken(node: AnyNode): number {
    return this.script!.tokenAt(node.end) - 1;
  }
}

/** The name that Espruino gives to the image itself. */
const TOP = "eval";

function writtenText(argument: AnyNode | undefined): Text | undefined {
  if (argument?.type === "Literal" && typeof argument.value === "string")
    return { start: argument.value, goesOn: false };
  if (argument?.type !== "BinaryExpression" || argument.operator !== "+") return undefined;
  const left = writtenText(argument.left);
  return left && { start: left.start, goesOn: true };
}
