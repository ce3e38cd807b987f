import { parse, tokTypes, type AnyNode, type Node, type Program, type Token } from "acorn";
import { full } from "../compiler/walk.ts";

export type FunctionNode = Extract<
  AnyNode,
  { type: "FunctionDeclaration" | "FunctionExpression" | "ArrowFunctionExpression" }
>;

/** A function as Espruino keeps it in memory: a text of its own, which the places in its stack traces are counted in. */
export interface FunctionCode {
  node: FunctionNode;
  /** Index of the first token of that text: the first one in the braces, or behind the `return` that stands there. */
  first: number;
  /** Index of the token behind it. */
  end: number;
}

/** A script with its functions, outer before inner. */
export interface ScriptCode {
  program: Program;
  tokens: readonly Token[];
  functions: readonly FunctionCode[];
  /** Index of the token that begins at an offset, or else of the next one. */
  tokenAt(offset: number): number;
}

/** Reads a script; undefined if it is none. */
export function readScript(code: string): ScriptCode | undefined {
  const tokens: Token[] = [];
  let program: Program;
  try {
    program = parse(code, { ecmaVersion: "latest", sourceType: "script", onToken: tokens });
  } catch {
    return undefined;
  }
  const tokenAt = (offset: number): number => {
    let low = 0;
    for (let high = tokens.length; low < high;) {
      const middle = (low + high) >> 1;
      if (tokens[middle].start < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const functions: FunctionCode[] = [];
  full(program, (node) => {
    if (!isFunction(node)) return;
    let first = tokenAt(node.body.start);
    if (node.body.type === "BlockStatement") {
      first++;
      if (tokens[first].type === tokTypes._return) first++;
    } else while (tokens[first - 1].type !== tokTypes.arrow) first--;
    const braces = node.body.type === "BlockStatement" ? 1 : 0;
    functions.push({ node, first, end: tokenAt(node.body.end) - braces });
  });
  return { program, tokens, functions, tokenAt };
}

export function isFunction(node: Node): node is FunctionNode {
  return /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type);
}
