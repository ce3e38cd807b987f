import type { AnyNode } from "acorn";
import { full } from "./walk.ts";

/** Functions of asyncio that give a coroutine. */
const waits = ["sleep", "sleep_ms", "gather"];
/** What a plain program may import: nothing that gives it an object, such as a task or a lock. */
const imports: Record<string, readonly string[]> = {
  asyncio: [...waits, "run"],
  builtins: ["print", "repr", "str"],
  time: ["ticks_ms", "ticks_us", "ticks_add", "ticks_diff", "sleep_ms", "sleep_us"],
};
imports["uasyncio"] = imports["asyncio"];

/** What the names of a file stand for. */
export interface Names {
  /** Module and name in it (`*` for all of it) of what is imported. */
  imported: Map<string, { from: string; name: string }>;
  /** Names that are functions, and nothing else. */
  functions: Set<string>;
  /** Functions that make a coroutine of this file. */
  makers: Set<string>;
  declared: Set<string>;
}

/** Names of a file, all of its scopes together: where two are the same, it is both. */
export function namesOf(program: AnyNode): Names {
  const names: Names = { imported: new Map(), functions: new Set(), makers: new Set(), declared: new Set() };
  const note = (id: AnyNode | null | undefined): void => {
    if (id?.type === "Identifier") names.declared.add(id.name);
    else if (id)
      full(id, (one) => {
        if (one.type === "Identifier") names.declared.add(one.name);
      });
  };
  full(program, (node) => {
    if (node.type === "ImportDeclaration")
      for (const one of node.specifiers) {
        const imported = one.type === "ImportSpecifier" ? one.imported : undefined;
        const name =
          imported?.type === "Identifier"
            ? imported.name
            : one.type === "ImportNamespaceSpecifier"
              ? "*"
              : "";
        names.imported.set(one.local.name, { from: String(node.source.value), name });
        note(one.local);
      }
    else if (node.type === "VariableDeclarator") {
      note(node.id);
      if (node.id.type === "Identifier" && node.init && isFunction(node.init))
        noteFunction(node.id.name, node.init);
    } else if (isFunction(node)) {
      node.params.forEach(note);
      note(node.id);
      if (node.id) noteFunction(node.id.name, node);
    }
  });
  return names;

  function noteFunction(name: string, { body }: FunctionNode): void {
    names.functions.add(name);
    const made = body.type === "BlockStatement" ? body.body.at(-1) : undefined;
    const result = made?.type === "ReturnStatement" ? made.argument : body;
    if (result && isFrame(result)) names.makers.add(name);
  }
}

type FunctionNode = AnyNode & {
  type: "FunctionDeclaration" | "FunctionExpression" | "ArrowFunctionExpression";
};

function isFunction(node: AnyNode): node is FunctionNode {
  return /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type);
}

/** What the call of an async function has become. */
function isFrame(node: AnyNode): boolean {
  if (node.type !== "ObjectExpression") return false;
  const first = node.properties[0];
  return first?.type === "Property" && first.key.type === "Identifier" && first.key.name === "_$s";
}

const harmless = new RegExp(
  `^(${[
    "Program|ImportDeclaration|ImportSpecifier|ImportNamespaceSpecifier|EmptyStatement|BlockStatement",
    "FunctionDeclaration|FunctionExpression|ArrowFunctionExpression|ReturnStatement|ExpressionStatement",
    "VariableDeclaration|VariableDeclarator|ArrayPattern|IfStatement|ForStatement|ForOfStatement|WhileStatement",
    "DoWhileStatement|SwitchStatement|SwitchCase|BreakStatement|ContinueStatement|Property|TemplateLiteral|TemplateElement|UpdateExpression",
    "LogicalExpression|ConditionalExpression|SequenceExpression|ArrayExpression|SpreadElement|AssignmentExpression",
  ].join("|")})$`,
);
const globals = new Set(["undefined", "NaN", "Infinity"]);
const globalFunctions = new Set(["String", "Number", "Boolean", "parseInt", "parseFloat", "isNaN"]);
/** Methods of strings, numbers and arrays that give such, or nothing. */
const methods = new Set(
  (
    "join slice indexOf lastIndexOf includes push pop shift unshift concat toFixed toString split charAt charCodeAt map filter " +
    "forEach fill reverse sort reduce some every trim toUpperCase toLowerCase padStart padEnd startsWith endsWith repeat"
  ).split(" "),
);

/**
 * Whether all values of a program are strings, numbers, booleans, undefined, null and arrays of such; but for functions that it
 * calls only, and coroutines. And it catches and throws nothing.
 */
export function isPlain(program: AnyNode, names: Names): boolean {
  let plain = true;
  full(program, (node, parents) => {
    if (plain && !isHarmless(node, parents, names)) plain = false;
  });
  return plain;
}

function isHarmless(node: AnyNode, parents: readonly AnyNode[], names: Names): boolean {
  const parent = parents.at(-1);
  switch (node.type) {
    case "ImportDeclaration": {
      const from = String(node.source.value);
      const known = imports[from];
      if (!known && !/^\.{1,2}\//.test(from)) return false;
      return node.specifiers.every(
        ({ local }) =>
          !known ||
          names.imported.get(local.name)!.name === "*" ||
          known.includes(names.imported.get(local.name)!.name),
      );
    }
    case "ObjectExpression":
      return isFrame(node);
    case "Literal":
      return !node.regex && typeof node.value !== "bigint";
    case "BinaryExpression":
      return !/^in/.test(node.operator);
    case "UnaryExpression":
      return node.operator !== "delete";
    case "MemberExpression":
      return isHarmlessMember(node, parent!, names);
    case "CallExpression":
      return node.callee.type === "Identifier" || node.callee.type === "MemberExpression";
    case "Identifier":
      return isHarmlessName(node.name, node, parents, names);
    default:
      if (node.type === "FunctionExpression" || node.type === "ArrowFunctionExpression")
        return parent!.type === "VariableDeclarator" || isCallback(node, parent!);
      return harmless.test(node.type);
  }
}

/** Whether a function is given to a method, as of `map`. */
function isCallback(node: AnyNode, parent: AnyNode): boolean {
  return (
    parent.type === "CallExpression" && parent.callee !== node && parent.callee.type === "MemberExpression"
  );
}

function isHarmlessMember(
  node: AnyNode & { type: "MemberExpression" },
  parent: AnyNode,
  { imported }: Names,
): boolean {
  const { object, property, computed } = node;
  if (computed) return property.type === "Literal" && typeof property.value === "number";
  if (property.type !== "Identifier" || object.type === "Super") return false;
  const { name } = property;
  // A state that gets what is raised is a catch.
  if (name.startsWith("_$")) return name !== "_$h";
  const isCalled = parent.type === "CallExpression" && parent.callee === node;
  if (object.type === "Identifier") {
    const module = imported.get(object.name);
    if (module) return isCalled && module.name === "*" && imports[module.from]?.includes(name);
    if (object.name === "Math") return isCalled || /^[A-Z]/.test(name);
    if (object.name === "console") return isCalled;
  }
  return name === "length" || (isCalled && methods.has(name));
}

function isHarmlessName(
  name: string,
  node: AnyNode,
  parents: readonly AnyNode[],
  { imported, functions, declared }: Names,
): boolean {
  const [parent, around] = parents.slice(-2).reverse();
  if (parent.type === "MemberExpression" && !parent.computed) {
    if (parent.property === node) return true;
    if (name === "Math" || name === "console") return !declared.has(name);
  }
  if (parent.type === "Property" && parent.key === node) return !parent.shorthand && name !== "_$h";
  if (/^Import/.test(parent.type)) return true;
  const isModule = imported.get(name)?.name === "*";
  if (isModule) return parent.type === "MemberExpression";
  if (functions.has(name) || imported.has(name) || (globalFunctions.has(name) && !declared.has(name))) {
    if (parent.type === "CallExpression" && parent.callee === node) return true;
    if (parent.type === "VariableDeclarator" || isFunction(parent))
      return "id" in parent && parent.id === node;
    // What a coroutine goes on with.
    const isState = (at: AnyNode): boolean =>
      at.type === "MemberExpression" && at.property.type === "Identifier" && at.property.name === "_$s";
    if (parent.type === "AssignmentExpression") return isState(parent.left);
    return parent.type === "Property" && around !== undefined && isFrame(around);
  }
  return declared.has(name) || globals.has(name);
}

/**
 * Whether each coroutine of a plain program is awaited where it is made, is an argument of `gather` there, or of the only
 * `run`; so that none can be used twice, and nothing else be used as one.
 */
export function awaitsWhatItMakes(program: AnyNode, names: Names): boolean {
  let all = true;
  const isMade = (node: AnyNode): boolean => kindOf(node, names) !== undefined;
  full(program, (node, parents) => {
    const [parent, around] = parents.slice(-2).reverse();
    if (node.type === "CallExpression") {
      const kind = kindOf(node, names);
      const name = asyncioName(node, names);
      // Only a coroutine of the program's own can be a task: a sleep that is awaited has no state to run.
      if (name === "gather" || name === "run") {
        if (!node.arguments.every((one) => kindOf(one, names) === "own")) all = false;
      }
      if (name === "run" && (parent.type !== "ExpressionStatement" || around?.type !== "Program"))
        all = false;
      if (kind === undefined) {
        // What is called may be a function that another file exports.
        const { callee } = node;
        const from = callee.type === "Identifier" ? names.imported.get(callee.name)?.from : undefined;
        if (from !== undefined && !imports[from]) all = false;
        return;
      }
      const isArgument =
        parent.type === "CallExpression" &&
        /^(gather|run)$/.test(asyncioName(parent, names) ?? "") &&
        kind === "own";
      const isAwaited = parent.type === "ReturnStatement" && isAwait(parent, around);
      if (!isArgument && !isAwaited) all = false;
    }
    if (node.type === "ReturnStatement" && isAwait(node, parent) && !(node.argument && isMade(node.argument)))
      all = false;
  });
  return all;
}

/** Whether the statement before sets the state that goes on, and so what is returned is awaited. */
function isAwait(node: AnyNode, list: AnyNode | undefined): boolean {
  if (list?.type !== "BlockStatement") return false;
  const before = list.body[list.body.indexOf(node as never) - 1];
  if (before?.type !== "ExpressionStatement" || before.expression.type !== "AssignmentExpression")
    return false;
  const { left } = before.expression;
  return (
    left.type === "MemberExpression" && left.property.type === "Identifier" && left.property.name === "_$s"
  );
}

/** Whether an expression makes a coroutine: one of the program's own, or one of asyncio. */
function kindOf(node: AnyNode, names: Names): "own" | "asyncio" | undefined {
  if (node.type !== "CallExpression") return undefined;
  if (waits.includes(asyncioName(node, names) ?? "")) return "asyncio";
  return node.callee.type === "Identifier" && names.makers.has(node.callee.name) ? "own" : undefined;
}

/** The name in asyncio of what is called. */
function asyncioName({ callee }: { callee: AnyNode }, { imported }: Names): string | undefined {
  const isAsyncio = (local: string): boolean => /^u?asyncio$/.test(imported.get(local)?.from ?? "");
  if (callee.type === "Identifier")
    return isAsyncio(callee.name) ? imported.get(callee.name)!.name : undefined;
  if (callee.type !== "MemberExpression" || callee.object.type !== "Identifier") return undefined;
  return isAsyncio(callee.object.name) && callee.property.type === "Identifier"
    ? callee.property.name
    : undefined;
}

/** How often a file calls a function of asyncio. */
export function countCalls(program: AnyNode, names: Names, name: string): number {
  let count = 0;
  full(program, (node) => {
    if (node.type === "CallExpression" && asyncioName(node, names) === name) count++;
  });
  return count;
}
