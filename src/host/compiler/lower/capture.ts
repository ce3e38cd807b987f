import * as t from "@babel/types";
import {
  assign,
  at,
  bindingOf,
  children,
  exprStmt,
  patternIds,
  prop,
  ref,
  undef,
  variableNames,
  walk,
} from "./ast.ts";
import type { Refusals } from "./errors.ts";
import { replaceBindings } from "./replace.ts";
import type { Resolved } from "./resolve.ts";
import { Binding, type Func, type Reference, Scope } from "./scopes.ts";

/*
 * State functions stand at the top of the module, so an async function sees nothing of the functions around it but
 * what its frame brings along. A captured variable that no longer changes once the async function can be called is
 * copied into the frame. One that does change moves into an object that both sides share: the frame of the coroutine
 * that declares it, or, where there is none or where a loop makes a new variable each time round, a box.
 *
 * A plain closure in a loop that awaits needs the same, because one turn of the loop runs in several functions.
 */
export function shareCaptured(program: Resolved, refusals: Refusals): void {
  const boxes = new Map<Scope, Binding[]>();
  for (const b of program.bindings) {
    if (b.scope.func.parent === undefined && b.scope.kind === "module") continue;
    const captured = b.refs.filter((r) => r.scope.func !== b.scope.func);
    const byCoroutine = captured.some((r) => throughCoroutine(r, b.scope.func));
    const acrossStates = b.scope.func.coroutine && b.scope.inAwaitLoop && captured.length > 0;
    if (!byCoroutine && !acrossStates) continue;
    if (captured.every((r) => isFixed(b, r))) continue;
    if (b.scope.func.coroutine && !b.scope.inLoop) shareInFrame(b, program);
    else boxes.set(b.scope, [...(boxes.get(b.scope) ?? []), b]);
  }
  for (const [scope, list] of boxes) shareInBox(scope, list, program, refusals);
}

function throughCoroutine(r: Reference, owner: Func): boolean {
  for (let f: Func | undefined = r.scope.func; f && f !== owner; f = f.parent) if (f.coroutine) return true;
  return false;
}

/** The outermost function around the reference that is still inside `owner`. */
export function outermost(r: Reference, owner: Func): Func {
  let f = r.scope.func;
  while (f.parent && f.parent !== owner) f = f.parent;
  return f;
}

/** Is it assigned once only, as far as code after its declaration can see? */
export function isConstant(b: Binding): boolean {
  if (b.kind === "var") return false;
  if (b.writes.length === 0) return true;
  const loop = b.scope.node;
  if (b.scope.kind !== "for" || !t.isForStatement(loop) || !loop.update) return false;
  // Changed by the head of a `for` only: each turn has a variable of its own that stays as it is.
  const { start, end } = loop.update;
  const inHead = (n: t.Node): boolean => n.start! >= start! && n.end! <= end!;
  return (
    b.writes.every((w) => w.scope.func === b.scope.func && inHead(w.node)) && b.refs.every((r) => inBody(r))
  );

  function inBody(r: Reference): boolean {
    if (r.scope.func === b.scope.func) return true;
    const body = (loop as t.ForStatement).body;
    return r.node.start! >= body.start! && r.node.end! <= body.end!;
  }
}

/** Has `b` got its only value before the function around `r` can run? */
function isFixed(b: Binding, r: Reference): boolean {
  if (!isConstant(b)) return false;
  switch (b.kind) {
    case "param":
    case "catch":
    case "function":
    case "self":
    case "box":
    case "frame":
      return true;
    case "let":
    case "const":
    case "class": {
      const f = outermost(r, b.scope.func);
      const start = f.hoistedTo ?? f.node.start;
      if (b.initEnd === undefined || start == null) return false;
      if (start >= b.initEnd) return true;
      if (b.kind === "class")
        return !t.isStaticBlock(f.node) && f.hoistedTo === undefined && t.isMethod(f.node);
      return b.init === f.node;
    }
    default:
      return false;
  }
}

export function uniqueName(base: string, names: Set<string>): string {
  let name = base;
  for (let i = 1; names.has(name); i++) name = `${base}$${String(i)}`;
  names.add(name);
  return name;
}

/** `wanted`, unless it means something below `nodes`: then a name that is new in the module. */
export function freeName(wanted: string, nodes: readonly t.Node[], names: Set<string>): string {
  return variableNames(nodes).has(wanted) ? uniqueName(`${wanted}$`, names) : wanted;
}

/** The frame of `func` as a value that code inside it can capture. */
function frameOf(func: Func, scope: Scope): Binding {
  return (func.frame ??= new Binding("frame", "frame", scope, undefined));
}

function shareInFrame(b: Binding, program: Resolved): void {
  const frame = frameOf(b.scope.func, b.scope);
  b.slot = uniqueName(`_$$${b.name}`, program.names);
  const slot = b.slot;
  replaceBindings(b.scope.func.node, (x) => (x === b ? prop(ref(frame), slot) : undefined));
}

/** Variables that one pattern declares go together, and so do those of the head of a `for` or a `catch`. */
function withSameDeclaration(scope: Scope, list: Binding[]): Binding[] {
  if (scope.kind === "for" || scope.kind === "catch") return [...scope.bindings.values()];
  const all = new Set(list);
  walk(scope.node, (n) => {
    if (!t.isVariableDeclarator(n)) return undefined;
    const together = patternIds(n.id).flatMap((id) => bindingOf(id) ?? []);
    if (together.some((b) => list.includes(b))) for (const b of together) all.add(b);
    return undefined;
  });
  return [...all];
}

function shareInBox(scope: Scope, list: Binding[], program: Resolved, refusals: Refusals): void {
  const node = scope.node;
  const first = list[0];
  list = withSameDeclaration(scope, list);
  const box = new Binding(uniqueName(`${first.name}$box`, program.names), "box", scope, undefined);
  const slots = new Map(list.map((b) => [b, `_$$${b.name}`]));
  const place = (b: Binding): t.Expression | undefined => {
    const slot = slots.get(b);
    return slot === undefined ? undefined : prop(ref(box), slot);
  };
  const params = list.filter((b) => b.kind === "param");
  const made = t.objectExpression(params.map((b) => t.objectProperty(t.identifier(`_$$${b.name}`), ref(b))));
  const declaration = at(t.variableDeclaration("const", [t.variableDeclarator(ref(box), made)]), node);

  if (t.isFunction(node)) {
    for (const p of node.params) {
      walk(p, (n) => {
        if (!t.isFunction(n)) return undefined;
        refusals.fail(n, "function in a parameter default", "assign the default in the body of the function");
      });
    }
    if (!t.isBlockStatement(node.body)) {
      node.body = at(t.blockStatement([at(t.returnStatement(node.body), node.body)]), node.body);
      if (t.isArrowFunctionExpression(node)) node.expression = false;
    }
    replaceBindings(node.body, place);
    node.body.body.unshift(declaration);
  } else if (t.isBlockStatement(node) || t.isStaticBlock(node)) {
    replaceBindings(node, place);
    node.body.unshift(declaration);
  } else if (t.isSwitchStatement(node)) {
    const inner = at(t.switchStatement(node.discriminant, node.cases), node);
    for (const c of inner.cases) replaceBindings(c, place);
    become(node, t.blockStatement([declaration, inner]));
  } else if (t.isCatchClause(node)) {
    replaceBindings(t.tryStatement(t.blockStatement([]), node), place);
    node.body.body.unshift(declaration);
  } else if (t.isForStatement(node)) {
    boxForHead(node, list, box, place);
  } else if (t.isForXStatement(node) && t.isVariableDeclaration(node.left)) {
    const value = new Binding(uniqueName(`${first.name}$value`, program.names), "const", scope, undefined);
    const pattern = node.left.declarations[0].id;
    node.left = t.variableDeclaration("const", [t.variableDeclarator(ref(value))]);
    const set = exprStmt(assign(pattern as t.LVal, ref(value)));
    node.body = at(t.blockStatement([declaration, set, node.body]), node.body);
    replaceBindings(node.body, place);
  } else {
    refusals.fail(list[0]?.id ?? node, `shared variable '${first.name}'`, "declare it in a block of its own");
  }
}

/** `for (let i = 0; …; i++)` → `for (let box = {}, …; …; box = {i: box.i}, box.i++)` */
function boxForHead(
  node: t.ForStatement,
  list: Binding[],
  box: Binding,
  place: (b: Binding) => t.Expression | undefined,
): void {
  const sets: t.Expression[] = [];
  if (t.isVariableDeclaration(node.init)) {
    for (const d of node.init.declarations) {
      sets.push(at(assign(d.id as t.LVal, d.init ?? undef()), d));
    }
  }
  const fresh = t.objectExpression(
    list.map((b) => t.objectProperty(t.identifier(`_$$${b.name}`), prop(ref(box), `_$$${b.name}`))),
  );
  const again = assign(ref(box), fresh);
  for (const child of children(node)) if (child !== node.init) replaceBindings(child, place, node);
  for (const s of sets) replaceBindings(s, place);
  // The first turn gets its box before the variables are set, each later turn a copy.
  const ready = new Binding(`${box.name}$ready`, "let", box.scope, undefined);
  node.init = t.variableDeclaration("let", [
    t.variableDeclarator(ref(box), t.objectExpression([])),
    t.variableDeclarator(ref(ready), t.sequenceExpression([...sets, undef()])),
  ]);
  node.update = node.update ? t.sequenceExpression([again, node.update]) : again;
}

/** Turns `node` itself into `other`, for those who hold on to it. */
function become(node: t.Node, other: t.Node): void {
  const { start, end, loc } = node;
  for (const key of Object.keys(node)) Reflect.deleteProperty(node, key);
  Object.assign(node, other, { start, end, loc });
}
