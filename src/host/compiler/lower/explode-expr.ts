import * as t from "@babel/types";
import { at, hasAwait, ref } from "./ast.ts";
import { Block } from "./blocks.ts";
import { assignment } from "./explode-assign.ts";
import { call, optionalChain, tagged } from "./explode-call.ts";
import type { Flow } from "./flow.ts";

/*
 * `value` gives an expression without await that is to be evaluated once, at the point where `flow` then stands.
 * Whatever comes before an await in the same expression has been evaluated and saved.
 */
export function value(flow: Flow, e: t.Expression): t.Expression {
  if (!hasAwait(e)) return e;
  switch (e.type) {
    case "AwaitExpression":
      return at(flow.await(value(flow, e.argument)), e);
    case "YieldExpression":
      return at(flow.await(yielded(flow, e)), e);
    case "ParenthesizedExpression":
      return value(flow, e.expression);
    case "BinaryExpression": {
      const [left, right] = values(flow, [e.left as t.Expression, e.right]);
      return at(t.binaryExpression(e.operator, left, right), e);
    }
    case "LogicalExpression":
    case "ConditionalExpression":
      return joined(flow, e);
    case "UnaryExpression":
      return at(t.unaryExpression(e.operator, operand(flow, e.argument), e.prefix), e);
    case "UpdateExpression":
      return at(t.updateExpression(e.operator, operand(flow, e.argument) as t.MemberExpression, e.prefix), e);
    case "AssignmentExpression":
      return assignment(flow, e);
    case "SequenceExpression": {
      const last = e.expressions.length - 1;
      e.expressions.forEach((x, i) => {
        if (i < last) effect(flow, x);
      });
      return value(flow, e.expressions[last]);
    }
    case "MemberExpression":
      return member(flow, e);
    case "OptionalMemberExpression":
    case "OptionalCallExpression":
      return optionalChain(flow, e);
    case "CallExpression":
    case "NewExpression":
      return call(flow, e);
    case "TaggedTemplateExpression":
      return tagged(flow, e);
    case "TemplateLiteral":
      return template(flow, e);
    case "ArrayExpression":
      return at(t.arrayExpression(list(flow, e.elements) as t.ArrayExpression["elements"]), e);
    case "ObjectExpression":
      return object(flow, e);
    case "ClassExpression": {
      checkClass(flow, e);
      const base = e.superClass ? value(flow, e.superClass) : null;
      return at(t.classExpression(e.id, base, e.body), e);
    }
    default:
      return flow.refusals.fail(e, `await inside ${e.type}`, "await into a variable first");
  }
}

export function checkClass(flow: Flow, node: t.Class): void {
  if (hasAwait(node.body)) {
    flow.refusals.fail(node, "await in a class body", "await into a variable before the class");
  }
}

export function yielded(flow: Flow, e: t.YieldExpression): t.Expression {
  const arg = e.argument ? [value(flow, e.argument)] : [];
  return at(t.callExpression(flow.helpers.use(e.delegate ? "delegate" : "yield_"), arg), e);
}

/** Evaluates in order; all but what comes behind the last await is saved. */
export function values(flow: Flow, list: readonly t.Expression[]): t.Expression[] {
  const last = list.findLastIndex((e) => hasAwait(e));
  return list.map((e, i) => (i < last ? flow.save(value(flow, e)) : value(flow, e)));
}

type Item = t.Expression | t.SpreadElement | t.ArgumentPlaceholder | null;

/** The same for elements and arguments, among which there may be spreads. */
export function list(flow: Flow, items: readonly Item[]): Item[] {
  const last = items.findLastIndex((e) => hasAwait(e));
  return items.map((e, i) => {
    if (!e || t.isArgumentPlaceholder(e)) return e;
    if (!t.isSpreadElement(e)) return i < last ? flow.save(value(flow, e)) : value(flow, e);
    const inner = value(flow, e.argument);
    if (i >= last) return at(t.spreadElement(inner), e);
    return at(t.spreadElement(flow.save(t.arrayExpression([t.spreadElement(inner)]))), e);
  });
}

/** What a unary operator works on: for a member not its value but the member itself. */
function operand(flow: Flow, e: t.Expression): t.Expression {
  return t.isMemberExpression(e) ? member(flow, e) : value(flow, e);
}

export function member(flow: Flow, e: t.MemberExpression): t.MemberExpression {
  if (!e.computed) return at(t.memberExpression(value(flow, e.object), e.property), e);
  if (t.isSuper(e.object))
    return at(t.memberExpression(e.object, value(flow, e.property as t.Expression), true), e);
  const [object, property] = values(flow, [e.object, e.property as t.Expression]);
  return at(t.memberExpression(object, property, true), e);
}

/** An expression one of whose branches awaits: both leave their value in one temporary. */
function joined(flow: Flow, e: t.LogicalExpression | t.ConditionalExpression): t.Expression {
  if (t.isLogicalExpression(e) && !hasAwait(e.right)) {
    return at(t.logicalExpression(e.operator, value(flow, e.left), e.right), e);
  }
  if (t.isConditionalExpression(e) && !hasAwait(e.consequent) && !hasAwait(e.alternate)) {
    return at(t.conditionalExpression(value(flow, e.test), e.consequent, e.alternate), e);
  }
  const result = flow.temp();
  const keep = (x: t.Expression): void =>
    flow.temporaries(() => {
      flow.set(result, value(flow, x));
    });
  branches(flow, e, keep, (operator, left, first, end) => {
    flow.set(result, value(flow, left));
    shortCircuit(flow, operator, ref(result), first, end);
  });
  return at(ref(result), e);
}

/**
 * Does `run` with the branch that is taken.
 *
 * @param decide of a logical operator, goes to `more` when its right side is wanted, or else to `end`
 */
function branches(
  flow: Flow,
  e: t.LogicalExpression | t.ConditionalExpression,
  run: (x: t.Expression) => void,
  decide: (operator: string, left: t.Expression, more: Block, end: Block) => void,
): void {
  const first = new Block();
  const second = new Block();
  const end = new Block();
  const branch = (block: Block, x: t.Expression): void => {
    flow.current = block;
    run(x);
    flow.goto(end);
  };
  if (t.isConditionalExpression(e)) {
    condition(flow, e.test, first, second);
    branch(first, e.consequent);
    branch(second, e.alternate);
  } else {
    decide(e.operator, e.left, first, end);
    branch(first, e.right);
  }
  flow.current = end;
}

/** Goes to `more` when the right side of a logical operator is to be evaluated. */
export function shortCircuit(
  flow: Flow,
  operator: string,
  left: t.Expression,
  more: Block,
  end: Block,
): void {
  if (operator === "||") flow.branch(left, end, more);
  else if (operator === "&&") flow.branch(left, more, end);
  else flow.branch(t.binaryExpression("==", left, t.nullLiteral()), more, end);
}

/** Branches on `e`, which may await only partly. */
export function condition(flow: Flow, e: t.Expression, yes: Block, no: Block): void {
  if (hasAwait(e)) {
    if (t.isUnaryExpression(e) && e.operator === "!") {
      condition(flow, e.argument, no, yes);
      return;
    }
    if (t.isLogicalExpression(e) && e.operator !== "??") {
      const more = new Block();
      if (e.operator === "&&") condition(flow, e.left, more, no);
      else condition(flow, e.left, yes, more);
      flow.current = more;
      condition(flow, e.right, yes, no);
      return;
    }
  }
  flow.branch(value(flow, e), yes, no);
}

/** Evaluates `e` for its effects. */
export function effect(flow: Flow, e: t.Expression): void {
  if (!hasAwait(e)) flow.run(e);
  else if (t.isAwaitExpression(e)) flow.suspend(value(flow, e.argument));
  else if (t.isYieldExpression(e)) flow.suspend(yielded(flow, e));
  else if (t.isSequenceExpression(e)) for (const x of e.expressions) effect(flow, x);
  else if (t.isConditionalExpression(e) || (t.isLogicalExpression(e) && e.operator !== "??")) {
    const run = (x: t.Expression): void => effect(flow, x);
    branches(flow, e, run, (operator, left, more, end) => {
      if (operator === "&&") condition(flow, left, more, end);
      else condition(flow, left, end, more);
    });
  } else {
    const result = value(flow, e);
    if (!t.isIdentifier(result)) flow.run(result);
  }
}

/** Each part of a template becomes a string when its turn comes: the parts before an await as one. */
function template(flow: Flow, e: t.TemplateLiteral): t.Expression {
  const parts = e.expressions as t.Expression[];
  const last = parts.findLastIndex((p) => hasAwait(p));
  let quasis = [e.quasis[0]];
  let done: t.Expression[] = [];
  parts.forEach((p, i) => {
    if (i <= last && hasAwait(p) && done.some((d) => !t.isLiteral(d))) {
      const saved = flow.save(t.templateLiteral(quasis, done));
      quasis = [t.templateElement({ raw: "", cooked: "" }), t.templateElement({ raw: "", cooked: "" })];
      done = [saved];
    }
    done.push(value(flow, p));
    quasis.push(e.quasis[i + 1]);
  });
  return at(t.templateLiteral(quasis, done), e);
}

function object(flow: Flow, e: t.ObjectExpression): t.Expression {
  const last = e.properties.findLastIndex((p) => hasAwait(p));
  const properties = e.properties.map((p, i): t.ObjectExpression["properties"][number] => {
    const keep = (x: t.Expression, more: boolean): t.Expression => {
      const done = value(flow, x);
      return i < last || more ? flow.save(done) : done;
    };
    if (t.isSpreadElement(p)) {
      if (i >= last) return at(t.spreadElement(value(flow, p.argument)), p);
      const all = t.objectExpression([t.spreadElement(value(flow, p.argument))]);
      return at(t.spreadElement(flow.save(all)), p);
    }
    if (t.isObjectMethod(p)) {
      if (!p.computed || i > last) return p;
      p.key = keep(p.key, false);
      return p;
    }
    if (i > last) return p;
    const key = p.computed ? keep(p.key as t.Expression, hasAwait(p.value)) : p.key;
    const held = keep(p.value as t.Expression, false);
    return at(t.objectProperty(key, held, p.computed, false), p);
  });
  return at(t.objectExpression(properties), e);
}
