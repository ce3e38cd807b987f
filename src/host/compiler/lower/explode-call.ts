import * as t from "@babel/types";
import { at, hasAwait, prop, ref, undef } from "./ast.ts";
import { Block } from "./blocks.ts";
import { list, member, value } from "./explode-expr.ts";
import type { Flow } from "./flow.ts";

type Args = t.CallExpression["arguments"];

export function call(flow: Flow, e: t.CallExpression | t.NewExpression): t.Expression {
  const callee = e.callee;
  if (!t.isExpression(callee))
    return flow.refusals.fail(e, "this call with await", "await into a variable first");
  if (t.isOptionalMemberExpression(callee)) {
    return flow.refusals.fail(e, "call through a parenthesised optional chain", "take the parentheses away");
  }
  const awaits = e.arguments.some((a) => hasAwait(a));
  const args = (): Args => list(flow, e.arguments) as Args;
  if (t.isNewExpression(e)) {
    const type = awaits ? flow.save(value(flow, callee)) : value(flow, callee);
    return at(t.newExpression(type, args()), e);
  }
  if (!awaits) {
    const target = t.isMemberExpression(callee) ? member(flow, callee) : value(flow, callee);
    return at(t.callExpression(target, args()), e);
  }
  if (!t.isMemberExpression(callee) || flow.isStable(callee)) {
    const target = t.isMemberExpression(callee) ? callee : flow.save(value(flow, callee));
    return at(t.callExpression(target, args()), e);
  }
  const { method, self } = lookUp(flow, callee);
  return at(t.callExpression(prop(flow.save(method), "call"), [self(), ...args()]), e);
}

/** The value of a member that will be called, and a way to say what it is called on. */
function lookUp(
  flow: Flow,
  callee: t.MemberExpression,
): { method: t.MemberExpression; self: () => t.Expression } {
  const place = member(flow, callee);
  if (t.isSuper(place.object)) return { method: place, self: () => t.thisExpression() };
  const property = place.computed ? flow.hold(place.property as t.Expression) : undefined;
  const self = flow.hold(place.object);
  const method = t.memberExpression(self(), property ? property() : place.property, place.computed);
  return { method: at(method, callee), self };
}

export function tagged(flow: Flow, e: t.TaggedTemplateExpression): t.Expression {
  const parts = e.quasi.expressions as t.Expression[];
  const awaits = parts.some((p) => hasAwait(p));
  let tag: t.Expression;
  if (!awaits) tag = t.isMemberExpression(e.tag) ? member(flow, e.tag) : value(flow, e.tag);
  else if (!t.isMemberExpression(e.tag)) tag = flow.save(value(flow, e.tag));
  else if (flow.isStable(e.tag)) tag = e.tag;
  else {
    const { method, self } = lookUp(flow, e.tag);
    tag = flow.save(t.callExpression(prop(method, "bind"), [self()]));
  }
  return at(
    t.taggedTemplateExpression(tag, t.templateLiteral(e.quasi.quasis, list(flow, parts) as t.Expression[])),
    e,
  );
}

type Chain = t.OptionalMemberExpression | t.OptionalCallExpression;

const isChain = (e: t.Node): e is Chain => t.isOptionalMemberExpression(e) || t.isOptionalCallExpression(e);

/** Does something in the chain await besides what it starts with? */
function awaitsInside(e: t.Expression): boolean {
  if (t.isOptionalMemberExpression(e)) return (e.computed && hasAwait(e.property)) || awaitsInside(e.object);
  if (!t.isOptionalCallExpression(e)) return false;
  return e.arguments.some((a) => hasAwait(a)) || awaitsInside(e.callee);
}

export function optionalChain(flow: Flow, e: Chain): t.Expression {
  if (!awaitsInside(e)) return rebase(flow, e);
  const exit = new Block();
  const end = new Block();
  const result = flow.temp();
  const { get } = link(flow, e, exit, false);
  flow.set(result, get);
  flow.goto(end);
  flow.current = exit;
  flow.set(result, undef());
  flow.goto(end);
  flow.current = end;
  return at(ref(result), e);
}

/** The same chain on what it starts with, once that has been awaited. */
function rebase(flow: Flow, e: t.Expression): t.Expression {
  if (t.isOptionalMemberExpression(e)) {
    return at(t.optionalMemberExpression(rebase(flow, e.object), e.property, e.computed, e.optional), e);
  }
  if (t.isOptionalCallExpression(e)) {
    return at(t.optionalCallExpression(rebase(flow, e.callee), e.arguments, e.optional), e);
  }
  return t.isMemberExpression(e) ? member(flow, e) : value(flow, e);
}

interface Link {
  get: t.Expression;
  self: (() => t.Expression) | undefined;
}

/** Evaluates a chain link by link; goes to `exit` where it ends early. */
function link(flow: Flow, e: t.Expression, exit: Block, forCall: boolean): Link {
  if (t.isOptionalMemberExpression(e) || (forCall && t.isMemberExpression(e) && !t.isSuper(e.object))) {
    let object = isChain(e) ? link(flow, e.object, exit, false).get : value(flow, e.object);
    if (e.optional) object = stopAtNull(flow, object, exit)();
    const awaits = e.computed && hasAwait(e.property);
    const self = forCall || awaits ? flow.hold(object) : undefined;
    let property = e.property as t.Expression;
    if (awaits) property = value(flow, property);
    return { get: at(t.memberExpression(self ? self() : object, property, e.computed), e), self };
  }
  if (!t.isOptionalCallExpression(e)) return { get: value(flow, e), self: undefined };
  const callee = link(flow, e.callee, exit, true);
  const awaits = e.arguments.some((a) => hasAwait(a));
  if (!e.optional && !awaits)
    return { get: at(t.callExpression(callee.get, e.arguments), e), self: undefined };
  const fn = e.optional ? stopAtNull(flow, callee.get, exit)() : flow.save(callee.get);
  const args = list(flow, e.arguments) as Args;
  const made = callee.self
    ? t.callExpression(prop(fn, "call"), [callee.self(), ...args])
    : t.callExpression(fn, args);
  return { get: at(made, e), self: undefined };
}

function stopAtNull(flow: Flow, e: t.Expression, exit: Block): () => t.Expression {
  const held = flow.hold(e);
  const next = new Block();
  flow.branch(t.binaryExpression("==", held(), t.nullLiteral()), exit, next);
  flow.current = next;
  return held;
}
