import * as t from "@babel/types";
import { assign, at, hasAwait, prop, ref, undef } from "./ast.ts";
import { Block } from "./blocks.ts";
import { shortCircuit, value, values } from "./explode-expr.ts";
import type { Flow } from "./flow.ts";
import { whileOpen } from "./explode-iterate.ts";
import type { Binding } from "./scopes.ts";

export function assignment(flow: Flow, e: t.AssignmentExpression): t.Expression {
  const { left, operator } = e;
  if (t.isPattern(left)) {
    if (!hasAwait(left)) return at(assign(left as t.LVal, value(flow, e.right)), e);
    const source = flow.hold(value(flow, e.right));
    pattern(flow, left, source(), undefined);
    return source();
  }
  if (operator === "=") {
    const place = target(flow, left, hasAwait(e.right));
    return at(assign(place(), value(flow, e.right)), e);
  }
  if (!hasAwait(e.right))
    return at(t.assignmentExpression(operator, target(flow, left, false)(), e.right), e);
  const place = target(flow, left, true);
  if (operator === "&&=" || operator === "||=" || operator === "??=") {
    const result = flow.temp();
    const more = new Block();
    const end = new Block();
    flow.set(result, place() as t.Expression);
    shortCircuit(flow, operator.slice(0, 2), ref(result), more, end);
    flow.current = more;
    flow.set(result, at(assign(place(), value(flow, e.right)), e));
    flow.goto(end);
    flow.current = end;
    return ref(result);
  }
  const before = flow.save(place() as t.Expression);
  const right = value(flow, e.right);
  const op = operator.slice(0, -1) as t.BinaryExpression["operator"];
  return at(assign(place(), at(t.binaryExpression(op, before, right), e)), e);
}

/** What is assigned to, its parts evaluated. With `later` they are kept over an await. */
function target(flow: Flow, left: t.Node, later: boolean): () => t.LVal {
  if (t.isMemberExpression(left)) {
    if (t.isSuper(left.object)) {
      if (!left.computed) return () => t.memberExpression(left.object, left.property);
      const key = flow.hold(value(flow, left.property as t.Expression));
      return () => t.memberExpression(left.object, key(), true);
    }
    if (!later) {
      const [object, key] = values(flow, [
        left.object,
        ...(left.computed ? [left.property as t.Expression] : []),
      ]);
      return () => at(t.memberExpression(object, key ?? left.property, left.computed), left);
    }
    const object = flow.hold(value(flow, left.object));
    const key = left.computed ? flow.hold(value(flow, left.property as t.Expression)) : undefined;
    return () => at(t.memberExpression(object(), key ? key() : left.property, left.computed), left);
  }
  if (t.isIdentifier(left)) return () => ({ ...left });
  return flow.refusals.fail(left, `assignment to ${left.type} with await`, "await into a variable first");
}

type Kind = t.VariableDeclaration["kind"] | undefined;

/** Assigns `source` to a pattern that awaits, or declares it with `kind`. `source` is evaluated at once. */
export function pattern(flow: Flow, to: t.Node, source: t.Expression, kind: Kind): void {
  if (t.isAssignmentPattern(to) && !hasAwait(to)) {
    const held = flow.hold(source);
    const test = t.binaryExpression("===", held(), undef());
    pattern(flow, to.left, at(t.conditionalExpression(test, to.right, held()), to), kind);
    return;
  }
  if (!hasAwait(to)) {
    if (kind) flow.add(at(t.variableDeclaration(kind, [t.variableDeclarator(to as t.LVal, source)]), to));
    else flow.run(at(assign(to as t.LVal, source), to));
    return;
  }
  flow.temporaries(() => {
    if (t.isAssignmentPattern(to)) withDefault(flow, to, source, kind);
    else if (t.isObjectPattern(to)) objectPattern(flow, to, source, kind);
    else if (t.isArrayPattern(to)) arrayPattern(flow, to, source, kind);
    else flow.run(assign(target(flow, to, false)(), source));
  });
}

function withDefault(flow: Flow, to: t.AssignmentPattern, source: t.Expression, kind: Kind): void {
  const result = flow.temp();
  flow.set(result, source);
  const missing = new Block();
  const end = new Block();
  flow.branch(t.binaryExpression("===", ref(result), undef()), missing, end);
  flow.current = missing;
  flow.set(result, value(flow, to.right));
  flow.goto(end);
  flow.current = end;
  pattern(flow, to.left, ref(result), kind);
}

/** In a pattern the place to assign to is found before the value is fetched. */
function located(flow: Flow, to: t.Node): t.Node {
  if (t.isMemberExpression(to)) return target(flow, to, true)();
  if (t.isAssignmentPattern(to) && t.isMemberExpression(to.left)) {
    return at(t.assignmentPattern(target(flow, to.left, true)() as t.MemberExpression, to.right), to);
  }
  return to;
}

function objectPattern(flow: Flow, to: t.ObjectPattern, source: t.Expression, kind: Kind): void {
  const object = flow.hold(source);
  const keys: (() => t.Expression)[] = [];
  for (const p of to.properties) {
    if (t.isRestElement(p)) {
      const result = flow.temp();
      flow.set(result, t.objectExpression([]));
      flow.add(copyRest(flow, object, keys, result));
      pattern(flow, located(flow, p.argument), ref(result), kind);
      continue;
    }
    let key: () => t.Expression;
    if (p.computed) key = flow.hold(value(flow, p.key as t.Expression));
    else if (t.isIdentifier(p.key)) {
      const name = p.key.name;
      key = () => t.stringLiteral(name);
    } else {
      const literal = p.key as t.StringLiteral | t.NumericLiteral;
      key = () => t.stringLiteral(String(literal.value));
    }
    keys.push(key);
    const place = located(flow, p.value);
    const named = !p.computed && t.isIdentifier(p.key);
    const got = named
      ? prop(object(), (p.key as t.Identifier).name)
      : t.memberExpression(object(), key(), true);
    pattern(flow, place, got, kind);
  }
}

/** `for (k of Object.keys(o)) if ([…].indexOf(k) < 0) rest[k] = o[k]` */
function copyRest(
  flow: Flow,
  object: () => t.Expression,
  keys: (() => t.Expression)[],
  rest: Binding,
): t.Statement {
  const key = flow.temp();
  const taken = keys.map((k) => {
    const e = k();
    return t.isStringLiteral(e) ? e : t.callExpression(t.identifier("String"), [e]);
  });
  const test = t.binaryExpression(
    "<",
    t.callExpression(prop(t.arrayExpression(taken), "indexOf"), [ref(key)]),
    t.numericLiteral(0),
  );
  const set = assign(
    t.memberExpression(ref(rest), ref(key), true),
    t.memberExpression(object(), ref(key), true),
  );
  return t.forOfStatement(
    t.variableDeclaration("const", [t.variableDeclarator(ref(key))]),
    t.callExpression(prop(t.identifier("Object"), "keys"), [object()]),
    t.ifStatement(test, t.expressionStatement(set)),
  );
}

function arrayPattern(flow: Flow, to: t.ArrayPattern, source: t.Expression, kind: Kind): void {
  const it = flow.temp();
  flow.set(it, t.callExpression(flow.helpers.use("iter"), [source]));
  const next = (): t.Expression => t.callExpression(prop(ref(it), "_$n"), []);
  whileOpen(flow, it, false, () => {
    for (const e of to.elements) {
      if (t.isRestElement(e)) {
        const place = located(flow, e.argument);
        const rest = flow.temp();
        flow.set(rest, t.arrayExpression([]));
        const push = t.callExpression(prop(ref(rest), "push"), [prop(ref(it), "_$v")]);
        flow.add(t.whileStatement(next(), t.expressionStatement(push)));
        pattern(flow, place, ref(rest), kind);
      } else if (e) {
        const place = located(flow, e);
        pattern(flow, place, t.conditionalExpression(next(), prop(ref(it), "_$v"), undef()), kind);
      } else flow.run(next());
    }
    flow.run(t.callExpression(prop(ref(it), "_$x"), []));
  });
}
