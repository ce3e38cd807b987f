import type { AnyNode } from "acorn";

export interface Finding {
  node: AnyNode;
  /** Follows "Espruino has". */
  message: string;
  hint: string;
}

type Rule = (
  node: AnyNode,
  parents: readonly AnyNode[],
  code: string,
) => { message: string; hint: string } | undefined;

/** Globals of other engines, and what to use instead. */
export const missingGlobals: Record<string, string> = {
  Symbol: 'use a text as the key, such as "@@iterator"',
  Map: "use an object with text keys",
  Set: "use an object with text keys, or an array with includes()",
  WeakMap: "keep the value in a property of the object itself",
  WeakSet: "keep a mark in a property of the object itself",
  WeakRef: "keep the object itself, and delete it yourself",
  Proxy: "write a class with methods",
  Reflect: "use the operators of the language",
  BigInt: "use a number",
  performance: 'use ticks_us() of "time"',
  Intl: "format the text yourself",
  RangeError: 'use ValueError of "builtins"',
  EvalError: 'use RuntimeError of "builtins"',
  URIError: 'use ValueError of "builtins"',
  AggregateError: "use an Error with a list in a field",
  queueMicrotask: 'use create_task of "asyncio"',
  setImmediate: 'use create_task of "asyncio"',
  requestAnimationFrame: 'use sleep_ms of "asyncio"',
  structuredClone: "use JSON.parse(JSON.stringify(value))",
  AbortController: 'cancel the task of "asyncio"',
  fetch: 'use require("http")',
  BigInt64Array: "use Float64Array",
  BigUint64Array: "use Float64Array",
  SharedArrayBuffer: "there is only one thread: use ArrayBuffer",
  Atomics: "there is only one thread: use plain reads and writes",
};

/** Functions that the engine's own classes lack. */
const missingMethods: Record<string, string> = {
  "Array.from": "use [].slice.call(list) or a loop",
  "Array.of": "write the array itself",
  "Object.is": "use ===",
  "Object.freeze": "leave it out",
  "Number.isInteger": "use  x === (x | 0)",
  "Math.hypot": "use Math.sqrt(x * x + y * y)",
  "String.raw": "write the text with \\\\",
};

export const rules: Rule[] = [
  (node) =>
    node.type === "LabeledStatement"
      ? {
          message: "no labels",
          hint: `put the loops into a function and return from it, in place of "${node.label.name}"`,
        }
      : undefined,

  (node) => {
    if (node.type !== "SwitchStatement") return undefined;
    const at = node.cases.findIndex(({ test }) => !test);
    return at >= 0 && at < node.cases.length - 1
      ? { message: "no case after default in a switch", hint: "put default last" }
      : undefined;
  },

  (node, _, code) =>
    node.type === "MemberExpression" &&
    node.computed &&
    node.property.type === "SequenceExpression" &&
    !code.slice(node.object.end, node.property.start).includes("(")
      ? { message: "no comma inside an index a[b, c]", hint: "put parentheses around it: a[(b, c)]" }
      : undefined,

  (node) =>
    node.type === "ArrayExpression" && node.elements.some((element) => element === null)
      ? { message: "no holes in array literals", hint: "write undefined where the array has nothing" }
      : undefined,

  (node) => {
    const body = node.type === "Program" ? node.body : isFunction(node) ? node.body.body : undefined;
    if (!Array.isArray(body)) return undefined;
    const statements = body;
    // Constants may stand above, for they call nothing.
    const first = statements.findIndex(
      (one) => one.type !== "FunctionDeclaration" && !isDirective(one) && !isConstant(one),
    );
    const late =
      first < 0 ? undefined : statements.slice(first).find((one) => one.type === "FunctionDeclaration");
    return late === undefined || late.type !== "FunctionDeclaration"
      ? undefined
      : {
          message: `no hoisting: the function ${nameOf(late)} stands below code of its scope`,
          hint: "move the function to the top of its scope",
        };
  },

  (node, parents) => {
    const parent = parents.at(-1);
    return node.type === "FunctionDeclaration" &&
      parent &&
      parent.type !== "Program" &&
      !isFunctionBody(parents)
      ? { message: "no function declarations inside blocks", hint: `write  var ${nameOf(node)} = function…` }
      : undefined;
  },

  (node) =>
    node.type === "DoWhileStatement" && node.body.type !== "BlockStatement"
      ? { message: "no do without braces, if it is left by break", hint: "write  do { … } while (…)" }
      : undefined,

  (node) => {
    if (node.type !== "Literal" || !node.regex) return undefined;
    return hasSlashInClass(node.regex.pattern)
      ? { message: "no plain / in a class of a regular expression", hint: "write [\\/]" }
      : undefined;
  },

  (node, parents) => {
    if (node.type !== "MemberExpression" || node.computed || node.object.type !== "MemberExpression")
      return undefined;
    const { object: owner, property } = node.object;
    if (owner.type !== "Identifier" || property.type !== "Identifier" || property.name !== "prototype")
      return undefined;
    const parent = parents.at(-1);
    if (parent?.type === "AssignmentExpression" && parent.left === node) return undefined;
    const instead = { Array: "[]", String: '""', Function: "(function(){})" }[owner.name];
    const name = node.property.type === "Identifier" ? node.property.name : "";
    return instead === undefined || name === "constructor"
      ? undefined
      : { message: `nothing to read in ${owner.name}.prototype.${name}`, hint: `write  ${instead}.${name}` };
  },

  (node) => {
    if (node.type !== "MemberExpression" || node.computed || node.object.type !== "Identifier")
      return undefined;
    const name = `${node.object.name}.${node.property.type === "Identifier" ? node.property.name : ""}`;
    const hint = Object.hasOwn(missingMethods, name) ? missingMethods[name] : undefined;
    return hint === undefined ? undefined : { message: `no ${name}`, hint };
  },

  (node, parents) => {
    if (node.type !== "Identifier" || node.name !== "of") return undefined;
    const parent = parents.at(-1);
    return (parent?.type === "MemberExpression" && parent.property === node && !parent.computed) ||
      (parent?.type === "Property" && parent.key === node)
      ? undefined
      : { message: "no names called of: it takes that for a keyword", hint: "call it otherwise" };
  },

  (node) =>
    node.type === "WithStatement" || node.type === "DebuggerStatement"
      ? {
          message: `no ${node.type === "WithStatement" ? "with" : "debugger"} statement`,
          hint: "leave it out",
        }
      : undefined,
];

function isFunction(node: AnyNode): node is AnyNode & { body: { body: AnyNode[] } } {
  return node.type === "FunctionDeclaration" || node.type === "FunctionExpression";
}

function nameOf(node: AnyNode): string {
  return "id" in node && node.id?.type === "Identifier" ? node.id.name : "f";
}

function isFunctionBody(parents: readonly AnyNode[]): boolean {
  const [holder, block] = parents.slice(-2);
  return holder !== undefined && isFunction(holder) && block?.type === "BlockStatement";
}

/** Whether a statement declares variables of fixed values. */
function isConstant(node: AnyNode): boolean {
  if (node.type === "VariableDeclaration")
    return node.declarations.every(({ init }) => !init || isConstant(init));
  if (node.type === "ObjectExpression")
    return node.properties.every((one) => one.type === "Property" && isConstant(one.value));
  if (node.type === "UnaryExpression") return isConstant(node.argument);
  return node.type === "Literal" || (node.type === "ArrayExpression" && node.elements.length === 0);
}

function isDirective(node: AnyNode): boolean {
  return node.type === "ExpressionStatement" && typeof node.directive === "string";
}

function hasSlashInClass(pattern: string): boolean {
  let inClass = false;
  for (const [piece] of pattern.matchAll(/\\.|[[\]/]/gs)) {
    if (piece === "[") inClass = true;
    else if (piece === "]") inClass = false;
    else if (piece === "/" && inClass) return true;
  }
  return false;
}
