import * as t from "@babel/types";
import type { Block } from "./blocks.ts";
import type { Binding } from "./scopes.ts";

/*
 * The syntax tree is Babel's. An identifier carries the binding it stands for, or the block whose state function
 * it names, under a symbol, so that code can be moved and copied without losing what its names mean.
 */
const BIND = Symbol("binding");
const STATE = Symbol("state");

type Marked = t.Node & { [BIND]?: Binding; [STATE]?: Block };
type Fields = Record<string, unknown>;

export function bindingOf(node: t.Node): Binding | undefined {
  return (node as Marked)[BIND];
}
export function bind(node: t.Identifier, b: Binding): t.Identifier {
  (node as Marked)[BIND] = b;
  return node;
}
export function stateOf(node: t.Node): Block | undefined {
  return (node as Marked)[STATE];
}
/** An identifier that will be the name of the state function of `block`. */
export function stateRef(block: Block): t.Identifier {
  const node = t.identifier("state");
  (node as Marked)[STATE] = block;
  return node;
}
/** Gives a state function its name for good. */
export function nameState(node: t.Identifier, name: string): void {
  node.name = name;
  (node as Marked)[STATE] = undefined;
}
/** A new reference to `b`. */
export function ref(b: Binding): t.Identifier {
  return bind(t.identifier(b.name), b);
}

function keysOf(node: t.Node): readonly string[] {
  return t.VISITOR_KEYS[node.type] ?? [];
}

export function isNode(x: unknown): x is t.Node {
  return typeof x === "object" && x !== null && typeof (x as { type?: unknown }).type === "string";
}

export function children(node: t.Node): t.Node[] {
  const out: t.Node[] = [];
  for (const key of keysOf(node)) {
    const x = (node as unknown as Fields)[key];
    if (Array.isArray(x)) out.push(...x.filter(isNode));
    else if (isNode(x)) out.push(x);
  }
  return out;
}

/** Visits `node` and what is below it in source order; `visit` returns false to leave out what is below. */
export function walk(node: t.Node, visit: (node: t.Node) => boolean | undefined): void {
  if (visit(node) === false) return;
  for (const child of children(node)) walk(child, visit);
}

type Replacement = t.Node | t.Node[] | null | undefined;

/** Replaces the children of `node` by what `fn` returns for them: undefined keeps one, null takes it out. */
export function mapChildren(node: t.Node, fn: (child: t.Node, key: string) => Replacement): void {
  for (const key of keysOf(node)) {
    const fields = node as unknown as Fields;
    const x = fields[key];
    if (Array.isArray(x)) {
      fields[key] = x.flatMap((child: unknown) => {
        if (!isNode(child)) return [child];
        const r = fn(child, key);
        return r === undefined ? [child] : r === null ? [] : r;
      });
    } else if (isNode(x)) {
      const r = fn(x, key);
      if (Array.isArray(r)) fields[key] = t.blockStatement(r as t.Statement[]);
      else if (r !== undefined) fields[key] = r;
    }
  }
}

/** Replaces nodes bottom-up below `node`. `fn` sees each node after its children. */
export function mapTree<T extends t.Node>(node: T, fn: (node: t.Node) => Replacement): T {
  mapChildren(node, (child) => {
    mapTree(child, fn);
    return fn(child);
  });
  return node;
}

/** A deep copy that keeps positions and marks. */
export function copy<T extends t.Node>(node: T): T {
  const out = { ...node };
  for (const key of keysOf(node)) {
    const x = (node as unknown as Fields)[key];
    if (Array.isArray(x)) (out as unknown as Fields)[key] = x.map((c: unknown) => (isNode(c) ? copy(c) : c));
    else if (isNode(x)) (out as unknown as Fields)[key] = copy(x);
  }
  return out;
}

/** Code that runs at another time than the code around it: functions, field initialisers, static blocks. */
export function isFunctionLike(node: t.Node): boolean {
  return t.isFunction(node) || t.isStaticBlock(node);
}

let awaits = new WeakMap<t.Node, boolean>();

/** Forgets what awaits, for the tree has been rewritten. */
export function forgetAwaits(): void {
  awaits = new WeakMap();
}

/** Does running `node` itself, not a function inside it, await or yield? */
export function hasAwait(node: t.Node | null | undefined): boolean {
  if (!node) return false;
  const known = awaits.get(node);
  if (known !== undefined) return known;
  let found =
    t.isAwaitExpression(node) || t.isYieldExpression(node) || (t.isForOfStatement(node) && node.await);
  if (!found && !isFunctionLike(node)) found = children(node).some(hasAwait);
  if (!found && (t.isObjectMethod(node) || t.isClassMethod(node)) && node.computed)
    found = hasAwait(node.key);
  awaits.set(node, found);
  return found;
}

export function undef(): t.Expression {
  return t.unaryExpression("void", t.numericLiteral(0));
}
export function assign(left: t.LVal, right: t.Expression): t.AssignmentExpression {
  return t.assignmentExpression("=", left, right);
}
export function exprStmt(e: t.Expression): t.ExpressionStatement {
  return at(t.expressionStatement(e), e);
}
export function prop(object: t.Expression, name: string): t.MemberExpression {
  return t.memberExpression(object, t.identifier(name));
}
/** Gives `node` the source position of `from`. */
export function at<T extends t.Node>(node: T, from: t.Node): T {
  node.loc = from.loc ?? null;
  node.start = from.start ?? null;
  node.end = from.end ?? null;
  return node;
}
/** The identifiers that a pattern binds or assigns. */
export function patternIds(pattern: t.Node): t.Identifier[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern];
    case "AssignmentPattern":
      return patternIds(pattern.left);
    case "RestElement":
      return patternIds(pattern.argument);
    case "ArrayPattern":
      return pattern.elements.flatMap((e) => (e ? patternIds(e) : []));
    case "ObjectPattern":
      return pattern.properties.flatMap((p) => patternIds(t.isRestElement(p) ? p.argument : p.value));
    default:
      return [];
  }
}

/** Calls `fn` for the identifiers below `node` that stand for variables. */
export function eachVariable(node: t.Node, fn: (id: t.Identifier) => void): void {
  if (t.isIdentifier(node)) fn(node);
  const skip =
    t.isMemberExpression(node) || t.isOptionalMemberExpression(node)
      ? !node.computed && node.property
      : (t.isObjectMember(node) || t.isClassMethod(node) || t.isClassProperty(node)) &&
        !node.computed &&
        node.key;
  for (const c of children(node)) if (c !== skip) eachVariable(c, fn);
}

/** The names that code below `nodes` uses for variables. */
export function variableNames(nodes: readonly t.Node[]): Set<string> {
  const names = new Set<string>();
  for (const n of nodes) eachVariable(n, (id) => names.add(id.name));
  return names;
}
