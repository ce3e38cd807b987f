import * as t from "@babel/types";
import { bindingOf, walk } from "./ast.ts";
import { WELL_KNOWN } from "./desugar.ts";
import type { Refusals } from "./errors.ts";

/** Globals that a target does not have, with what to write instead. */
const MISSING_GLOBALS: Readonly<Record<string, string>> = {
  Symbol: `only Symbol.${[...WELL_KNOWN.keys()].join(", Symbol.")} can be used; use a string as the key`,
  Map: "use an object: Object.keys(o), k in o, delete o[k]",
  Set: "use an array with includes(), or an object",
  WeakMap: "keep the value in a property of the object itself",
  WeakSet: "keep a mark in a property of the object itself",
  WeakRef: "keep a plain reference and clear it",
  FinalizationRegistry: "release resources with `using` or in a finally block",
  Proxy: "use getters and setters, or methods",
  Reflect: "use the operators: o[k], k in o, delete o[k], Object.keys(o)",
  Intl: "format the text yourself",
  BigInt: "use numbers, or two of them",
  SharedArrayBuffer: "use ArrayBuffer: there are no threads",
  Atomics: "use plain assignments: there are no threads",
};

/** Refuses what the names of a module show; its identifiers have been resolved. */
export function refuseGlobals(program: t.Program, refusals: Refusals): void {
  const reserved = (n: t.Node): void => {
    if (!t.isIdentifier(n) || !n.name.startsWith("_$")) return;
    refusals.add(n, `name '${n.name}'`, "names that begin with _$ belong to the compiler; choose another");
  };
  const isGlobal = (n: t.Node, name: string): boolean => t.isIdentifier(n, { name }) && !bindingOf(n);
  const visit = (n: t.Node): void => {
    reserved(n);
    if (t.isMemberExpression(n) || t.isOptionalMemberExpression(n)) {
      if (!n.computed && t.isIdentifier(n.property)) {
        const name = n.property.name;
        reserved(n.property);
        if (isGlobal(n.object, "Symbol") && WELL_KNOWN.has(name)) return;
        if (isGlobal(n.object, "globalThis")) missing(n, name, refusals);
        if (name === "from" && isGlobal(n.object, "Array")) {
          refusals.add(n, "Array.from", "use a loop, or slice() on an array");
        }
      }
      visit(n.object);
      if (n.computed) visit(n.property);
      return;
    }
    if (t.isIdentifier(n) && !bindingOf(n)) missing(n, n.name, refusals);
    const isKey = t.isObjectProperty(n) || t.isMethod(n) || t.isClassProperty(n);
    if (isKey && !n.computed) reserved(n.key);
    for (const key of t.VISITOR_KEYS[n.type] ?? []) {
      if (key === "key" && isKey && !n.computed) continue;
      if (key === "label" || t.isModuleSpecifier(n) || t.isMetaProperty(n)) continue;
      const child = (n as unknown as Record<string, unknown>)[key];
      for (const c of Array.isArray(child) ? (child as unknown[]) : [child]) if (isNodeLike(c)) visit(c);
    }
  };
  visit(program);
}

function isNodeLike(x: unknown): x is t.Node {
  return typeof x === "object" && x !== null && "type" in x;
}

function missing(n: t.Node, name: string, refusals: Refusals): void {
  const advice = Object.hasOwn(MISSING_GLOBALS, name) ? MISSING_GLOBALS[name] : undefined;
  if (advice !== undefined) refusals.add(n, name, advice);
}

/** Refuses syntax. Comes before anything is rewritten. */
export function refuseSyntax(program: t.Program, refusals: Refusals): void {
  topLevel(program, refusals);
  walk(program, (n) => {
    const refused = REFUSED[n.type];
    if (refused) refusals.add(n, ...refused);
    switch (n.type) {
      case "FunctionDeclaration":
      case "FunctionExpression":
      case "ObjectMethod":
      case "ClassMethod":
      case "ClassPrivateMethod":
        if (n.generator && !n.async) {
          const advice = "return an array, write an object with next(), or make it an async generator";
          refusals.add(n, "generator function (function*)", advice);
        }
        break;
      case "CallExpression":
        if (t.isImport(n.callee)) {
          refusals.add(n, "dynamic import()", "use an import statement: an image is one file");
        }
        if (t.isIdentifier(n.callee, { name: "eval" })) refusals.add(n, "eval", "write the code out");
        break;
      case "MetaProperty":
        if (n.meta.name === "import")
          refusals.add(n, "import.meta", "a chip has no files; write the value out");
        break;
      case "BinaryExpression":
        if (t.isPrivateName(n.left)) {
          refusals.add(n, "`#name in object`", "use instanceof, or keep a flag in a property");
        }
        break;
      case "RegExpLiteral":
        regExp(n, n.pattern, n.flags, refusals);
        break;
      case "NewExpression":
        if (t.isIdentifier(n.callee, { name: "RegExp" })) {
          const [pattern, flags] = n.arguments;
          const text = (x: t.Node | undefined): string => (t.isStringLiteral(x) ? x.value : "");
          regExp(n, text(pattern), text(flags), refusals);
        }
        break;
      case "ArrowFunctionExpression":
        if (n.async) arrow(n, refusals);
        break;
      default:
    }
    if ("decorators" in n && n.decorators && n.decorators.length > 0) {
      refusals.add(n.decorators[0] ?? n, "decorator", "call the function yourself");
    }
    return undefined;
  });
}

const REFUSED: Readonly<Record<string, readonly [construct: string, advice: string]>> = {
  BigIntLiteral: ["BigInt literal", "use numbers, or two of them"],
  WithStatement: ["with", "name the object"],
  ImportExpression: ["dynamic import()", "use an import statement: an image is one file"],
  ClassAccessorProperty: ["accessor field", "write a getter and a setter"],
};

/** `await` outside of functions: the module would have to be a coroutine itself. */
function topLevel(node: t.Node, refusals: Refusals): void {
  walk(node, (n) => {
    if (t.isFunction(n) || t.isStaticBlock(n)) return false;
    const using = t.isVariableDeclaration(n) && n.kind === "await using";
    if (t.isAwaitExpression(n) || (t.isForOfStatement(n) && n.await) || using) {
      refusals.add(
        n,
        "await at the top level of a module",
        "put it into an async function and asyncio.run() that",
      );
    }
    return undefined;
  });
}

function regExp(n: t.Node, pattern: string, flags: string, refusals: Refusals): void {
  for (const f of ["d", "s", "u", "v", "y"]) {
    if (flags.includes(f)) refusals.add(n, `regular expression flag '${f}'`, "only g, i and m can be used");
  }
  if (/\(\?<[=!]/.test(pattern)) {
    refusals.add(n, "regular expression lookbehind", "match what comes before as well and take a group");
  }
  if (/\(\?<[^=!]/.test(pattern)) {
    refusals.add(n, "named group in a regular expression", "use a numbered group");
  }
}

/** `new.target` of the function around an async arrow cannot be brought along. */
function arrow(fn: t.Node, refusals: Refusals): void {
  walk(fn, (n) => {
    if (n !== fn && t.isFunction(n) && !t.isArrowFunctionExpression(n)) return false;
    if (t.isMetaProperty(n) && n.meta.name === "new") {
      refusals.add(n, "new.target in an async arrow function", "keep it in a variable outside");
    }
    return undefined;
  });
}
