import * as t from "@babel/types";
import { createHash } from "node:crypto";
import { at, bindingOf, children, isFunctionLike, mapTree, patternIds, undef, walk } from "./ast.ts";
import { uniqueName } from "./capture.ts";
import type { Refusals } from "./errors.ts";

/** Symbols that stand for a protocol of the language, and the property that takes their place. */
export const WELL_KNOWN = new Map([
  ["asyncIterator", "@@asyncIterator"],
  ["iterator", "@@iterator"],
  ["dispose", "@@dispose"],
  ["asyncDispose", "@@asyncDispose"],
]);

export function namesIn(node: t.Node): Set<string> {
  const names = new Set<string>();
  walk(node, (n) => {
    if (t.isIdentifier(n)) names.add(n.name);
    return undefined;
  });
  return names;
}

/** `Symbol.iterator` → `"@@iterator"`. What is left of `Symbol` has been refused. */
export function lowerSymbols(program: t.Program): void {
  mapTree(program, (n) => {
    if (!t.isMemberExpression(n) || n.computed || !t.isIdentifier(n.object, { name: "Symbol" }))
      return undefined;
    if (bindingOf(n.object)) return undefined;
    const key = t.isIdentifier(n.property) ? WELL_KNOWN.get(n.property.name) : undefined;
    return key === undefined ? undefined : at(t.stringLiteral(key), n);
  });
}

/**
 * `#x` → a property whose name belongs to this class alone. State functions stand outside of the class, where
 * private names cannot be said, and targets would need a WeakMap for each of them.
 */
export function lowerPrivateNames(program: t.Program, source: string): void {
  const hash = createHash("sha256").update(source).digest("hex").slice(0, 8);
  let count = 0;
  const visit = (node: t.Node, names: ReadonlyMap<string, string>): void => {
    let inner = names;
    if (t.isClass(node)) {
      const own = new Map(names);
      const prefix = `_$${hash}_${String(count++)}_`;
      for (const m of node.body.body) {
        if ("key" in m && t.isPrivateName(m.key)) own.set(m.key.id.name, prefix + m.key.id.name);
      }
      inner = own;
    }
    for (const child of children(node)) visit(child, inner);
    if ("property" in node && t.isPrivateName(node.property)) {
      node.property = at(t.identifier(inner.get(node.property.id.name) ?? "_$"), node.property);
    }
    if (t.isClassBody(node)) {
      node.body = node.body.map((m) => {
        if (t.isClassPrivateProperty(m)) {
          const key = t.identifier(inner.get(m.key.id.name) ?? "_$");
          return at(t.classProperty(at(key, m.key), m.value, null, null, false, m.static), m);
        }
        if (!t.isClassPrivateMethod(m)) return m;
        const key = at(t.identifier(inner.get(m.key.id.name) ?? "_$"), m.key);
        const method = t.classMethod(
          m.kind,
          key,
          m.params,
          m.body,
          false,
          m.static,
          m.generator ?? false,
          m.async ?? false,
        );
        return at(method, m);
      });
    }
  };
  visit(program, new Map());
}

function isSimpleValue(e: t.Expression): boolean {
  if (t.isUnaryExpression(e) && e.operator !== "delete") return isSimpleValue(e.argument);
  if (t.isTemplateLiteral(e)) return e.expressions.length === 0;
  if (t.isArrayExpression(e)) return e.elements.every((x) => t.isExpression(x) && isSimpleValue(x));
  if (t.isObjectExpression(e)) return e.properties.length === 0;
  return t.isLiteral(e) || t.isIdentifier(e, { name: "undefined" });
}

/**
 * Parameters of a coroutine that need code to be run move into its body, because calling it runs nothing. A default
 * that is a plain value stays in the head: nobody can tell when it was evaluated.
 */
export function lowerParams(program: t.Program, names: Set<string>, refusals: Refusals): void {
  walk(program, (fn) => {
    if (!t.isFunction(fn) || !fn.async) return undefined;
    const simple = (p: t.Node): boolean =>
      t.isIdentifier(p) ||
      (t.isAssignmentPattern(p) && t.isIdentifier(p.left) && isSimpleValue(p.right)) ||
      (t.isRestElement(p) && t.isIdentifier(p.argument));
    if (fn.params.every(simple)) return undefined;
    checkParams(fn, refusals);
    const prologue: t.Statement[] = [];
    // Once one parameter has moved, those behind it may refer to it: all of them move.
    const first = fn.params.findIndex((p) => !simple(p));
    fn.params = fn.params.map((p, i) => {
      if (i < first || t.isIdentifier(p)) return p;
      if (t.isRestElement(p) && t.isIdentifier(p.argument)) return p;
      const raw = at(t.identifier(uniqueName(`p${String(i)}`, names)), p);
      const use = t.identifier(raw.name);
      if (t.isRestElement(p)) {
        prologue.push(at(t.variableDeclaration("let", [t.variableDeclarator(p.argument as t.LVal, use)]), p));
        return at(t.restElement(raw), p);
      }
      if (t.isAssignmentPattern(p)) {
        const test = t.binaryExpression("===", use, undef());
        const value = at(t.conditionalExpression(test, p.right, t.identifier(raw.name)), p.right);
        prologue.push(at(t.variableDeclaration("let", [t.variableDeclarator(p.left as t.LVal, value)]), p));
      } else prologue.push(at(t.variableDeclaration("let", [t.variableDeclarator(p as t.LVal, use)]), p));
      return raw;
    });
    const body = t.isBlockStatement(fn.body)
      ? fn.body
      : at(t.blockStatement([at(t.returnStatement(fn.body), fn.body)]), fn.body);
    if (t.isArrowFunctionExpression(fn)) fn.expression = false;
    body.body.unshift(...prologue);
    fn.body = body;
    return undefined;
  });
}

/** In JavaScript the parameters have a scope of their own; after the move they share that of the body. */
function checkParams(fn: t.Function, refusals: Refusals): void {
  if (!t.isBlockStatement(fn.body)) return;
  const bound = new Set(fn.params.flatMap(patternIds).map((id) => id.name));
  const used = new Set<string>();
  for (const p of fn.params) for (const n of namesIn(p)) used.add(n);
  const check = (id: t.Identifier): void => {
    if (bound.has(id.name)) {
      refusals.add(id, `declaration of '${id.name}', which is a parameter too`, "give it another name");
    } else if (used.has(id.name)) {
      refusals.add(
        id,
        `declaration of '${id.name}', which a parameter's default uses too`,
        "give it another name",
      );
    }
  };
  const vars = (n: t.Node, top: boolean): void => {
    if (isFunctionLike(n)) {
      if (top && t.isFunctionDeclaration(n) && n.id) check(n.id);
      return;
    }
    if (t.isClassDeclaration(n) && top && n.id) check(n.id);
    if (t.isVariableDeclaration(n) && (top || n.kind === "var")) {
      for (const d of n.declarations) patternIds(d.id).forEach(check);
    }
    for (const c of children(n)) vars(c, false);
  };
  for (const s of fn.body.body) vars(s, true);
}
