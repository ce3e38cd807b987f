import { parse } from "acorn";
import { expand } from "../compiler/tokenise.ts";

interface Node {
  type: string;
  [key: string]: unknown;
}

/** Bytes of text that one JsVar holds, about: 12 on boards whose JsVars have 13 to 16 bytes. */
const TEXT = 12;
/** The engine's own, and what the first task takes. */
const ENGINE = 60;

/**
 * About how many JsVars a program holds when it has started, for boards to be refused that are far too small. It is an estimate from the text of
 * the image: what its top level makes is counted (a variable 1, a function 2 and its parameters, an object 1 and its properties), what its
 * functions make later is not. The code itself stays in flash, but for a program that runs from memory, where it is there twice: as it came, and in its
 * functions. Undefined for an image that is no readable JavaScript.
 */
export function estimateJsVars(code: string, ram: boolean): number | undefined {
  let tree: Node;
  try {
    tree = parse(expand(code, undefined).code, {
      ecmaVersion: "latest",
      sourceType: "script",
    }) as unknown as Node;
  } catch {
    return undefined;
  }
  const text = ram ? Math.ceil((2 * code.length) / TEXT) : 0;
  return ENGINE + text + count(tree);
}

function count(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + count(one), 0);
  if (typeof value !== "object" || value === null || !("type" in value)) return 0;
  const node = value as Node;
  const own = cost(node);
  if (node.type.includes("Function")) return own;
  return Object.values(node).reduce((sum: number, child) => sum + count(child), own);
}

function cost(node: Node): number {
  switch (node.type) {
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      // With the piece of flash or text that it stands in, and its name.
      return 3 + (node.params as unknown[]).length;
    case "VariableDeclarator":
    case "Property":
    case "ObjectExpression":
    case "ArrayExpression":
    case "NewExpression":
      return 1;
    case "AssignmentExpression":
      return (node.left as Node).type === "MemberExpression" ? 1 : 0;
    case "Literal":
      return typeof node.value === "string" ? Math.ceil(node.value.length / TEXT) : 0;
    default:
      return 0;
  }
}
