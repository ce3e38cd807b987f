import { parseExpressionAt, type Expression, type Node } from "acorn";
import { BuildError, fail } from "./errors.ts";

/** What is wrong in a file of JSON: where, as keys and indices from the top, and at the key or at its value. */
export interface JsonFault {
  path: readonly string[];
  atKey?: boolean | undefined;
  message: string;
  hint?: string | undefined;
}

/**
 * The value that the text of a file stands for.
 *
 * @param what it should be, such as "a board description"
 * @throws BuildError with the place where it stops being JSON
 */
export function parseJson(file: string, text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // What the message goes on with is a piece of the text, or an offset.
    const [why] = (error as Error).message.split(/, | in JSON at /);
    fail(`not ${what}: ${why}`, { file, ...syntaxErrorPlace(text) });
  }
}

/** All that is wrong in a file of JSON, in the order of their places. */
export function jsonErrors(file: string, text: string, faults: readonly JsonFault[]): BuildError {
  const tree = parseExpressionAt(text, 0, { ecmaVersion: "latest", locations: true });
  const errors = faults.map((fault) => {
    const { message, hint } = fault;
    return { message, hint, file, ...place(tree, fault) };
  });
  return new BuildError(errors.sort((a, b) => a.line - b.line || a.column - b.column));
}

function place(tree: Expression, { path, atKey }: JsonFault): { line: number; column: number } {
  let node: Node = tree;
  for (const [depth, key] of path.entries()) {
    const at = node as Expression;
    if (at.type === "ArrayExpression") node = at.elements[Number(key)] ?? node;
    if (at.type !== "ObjectExpression") continue;
    // Of a key that is there twice the last one counts.
    const found = at.properties.findLast(
      (property) =>
        property.type === "Property" && property.key.type === "Literal" && property.key.value === key,
    );
    if (found?.type === "Property") node = atKey && depth === path.length - 1 ? found.key : found.value;
  }
  const start = node.loc?.start ?? { line: 1, column: 0 };
  return { line: start.line, column: start.column + 1 };
}

/** Where a text stops being the beginning of JSON. The parser does not always say. */
function syntaxErrorPlace(text: string): { line: number; column: number } {
  let good = 0;
  let bad = text.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isBeginning(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  const before = text.slice(0, good).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function isBeginning(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const { message } = error as Error;
    return message.includes("end of JSON") || message.includes(`at position ${text.length}`);
  }
}
