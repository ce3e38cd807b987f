import * as t from "@babel/types";
import { at, bindingOf, exprStmt, prop, ref } from "./ast.ts";
import { Block } from "./blocks.ts";
import { isConstant } from "./capture.ts";
import { pattern } from "./explode-assign.ts";
import { withCleanup } from "./explode-cleanup.ts";
import { value } from "./explode-expr.ts";
import { statement } from "./explode-stmt.ts";
import type { Flow } from "./flow.ts";
import type { Binding } from "./scopes.ts";

/** Is it an array or a string as far as the source tells? Then a loop over it goes by index. */
export function isArrayLike(flow: Flow, e: t.Expression): boolean {
  if (flow.isArray(e)) return true;
  if (t.isArrayExpression(e) || t.isStringLiteral(e) || t.isTemplateLiteral(e)) return true;
  if (t.isConditionalExpression(e)) return isArrayLike(flow, e.consequent) && isArrayLike(flow, e.alternate);
  if (t.isIdentifier(e)) {
    const b = bindingOf(e);
    return (
      !!b && isConstant(b) && b.init !== undefined && t.isExpression(b.init) && isArrayLike(flow, b.init)
    );
  }
  if (t.isNewExpression(e))
    return t.isIdentifier(e.callee) && !bindingOf(e.callee) && /Array$/.test(e.callee.name);
  if (!t.isCallExpression(e) || !t.isMemberExpression(e.callee) || e.callee.computed) return false;
  const { object, property } = e.callee;
  if (!t.isIdentifier(property)) return false;
  if (t.isIdentifier(object, { name: "Object" }) && !bindingOf(object))
    return /^(keys|values|entries)$/.test(property.name);
  return (
    /^(map|filter|split)$/.test(property.name) || (property.name === "slice" && isArrayLike(flow, object))
  );
}

export function forOf(flow: Flow, s: t.ForOfStatement, labels: readonly string[]): void {
  const right = value(flow, s.right);
  if (!s.await && isArrayLike(flow, s.right)) {
    byIndex(flow, s, flow.hold(right), labels, () => undefined);
    return;
  }
  const it = flow.temp();
  flow.set(it, at(t.callExpression(flow.helpers.use(s.await ? "aiter" : "iter"), [right]), s.right));
  const exit = new Block();
  flow.contexts.push({ kind: "break", labels, plain: true, to: exit });
  whileOpen(flow, it, s.await, () => {
    const next = new Block();
    const done = new Block();
    flow.goto(next);
    flow.current = next;
    const more = t.callExpression(prop(ref(it), "_$n"), []);
    const body = new Block();
    flow.temporaries(() => {
      flow.branch(s.await ? flow.await(more) : more, body, done);
    });
    flow.current = body;
    turn(flow, s, prop(ref(it), "_$v"), labels, next);
    flow.current = done;
  });
  flow.contexts.pop();
  flow.goto(exit);
  flow.current = exit;
}

/** One turn of a loop: gives the variable its value, runs the body and goes on to `next`. */
function turn(
  flow: Flow,
  s: t.ForOfStatement | t.ForInStatement,
  item: t.Expression,
  labels: readonly string[],
  next: Block,
): void {
  flow.contexts.push({ kind: "continue", labels, to: next });
  const left = s.left;
  if (t.isVariableDeclaration(left)) pattern(flow, left.declarations[0].id, at(item, left), left.kind);
  else pattern(flow, left, at(item, left), undefined);
  statement(flow, s.body, []);
  flow.contexts.pop();
  flow.goto(next);
}

/** `check` may go on to `next` early. */
function byIndex(
  flow: Flow,
  s: t.ForOfStatement | t.ForInStatement,
  array: () => t.Expression,
  labels: readonly string[],
  check: (item: t.Expression, next: Block) => t.Expression | undefined,
): void {
  const index = flow.temp();
  flow.set(index, t.numericLiteral(0));
  const next = new Block();
  const body = new Block();
  const exit = new Block();
  flow.goto(next);
  flow.current = next;
  flow.branch(at(t.binaryExpression("<", ref(index), prop(array(), "length")), s.right), body, exit);
  flow.contexts.push({ kind: "break", labels, plain: true, to: exit });
  flow.current = body;
  const item = t.memberExpression(array(), t.updateExpression("++", ref(index)), true);
  turn(flow, s, check(item, next) ?? item, labels, next);
  flow.contexts.pop();
  flow.current = exit;
}

/** The keys are listed first; one that has been deleted when its turn comes is left out. */
export function forIn(flow: Flow, s: t.ForInStatement, labels: readonly string[]): void {
  const object = flow.hold(value(flow, s.right));
  const keys = flow.temp();
  flow.set(keys, t.arrayExpression([]));
  const key = flow.temp();
  const push = exprStmt(t.callExpression(prop(ref(keys), "push"), [ref(key)]));
  flow.add(
    t.forInStatement(t.variableDeclaration("const", [t.variableDeclarator(ref(key))]), object(), push),
  );
  byIndex(
    flow,
    s,
    () => ref(keys),
    labels,
    (item, next) => {
      const current = flow.temp();
      flow.set(current, item);
      const live = new Block();
      // `in` knows nothing of strings, whose keys never go away.
      const isString = t.binaryExpression(
        "==",
        t.unaryExpression("typeof", object()),
        t.stringLiteral("string"),
      );
      flow.branch(
        t.logicalExpression("||", isString, t.binaryExpression("in", ref(current), object())),
        live,
        next,
      );
      flow.current = live;
      return ref(current);
    },
  );
}

/**
 * Runs `body` with an open iterator, which is closed when control leaves by a jump or an exception. An iterator that
 * has ended or failed is closed already: its helper knows.
 */
export function whileOpen(flow: Flow, it: Binding, isAsync: boolean, body: () => void): void {
  const outer = flow.handler;
  const cleanUp = (): void => {
    if (isAsync) flow.suspend(t.callExpression(flow.helpers.use("aclose"), [ref(it)]));
    else flow.run(t.callExpression(prop(ref(it), "_$x"), []));
  };
  const failed = withCleanup(flow, cleanUp, body);
  const end = new Block();
  flow.goto(end);

  flow.current = failed;
  failed.param = flow.temp();
  flow.handler = undefined;
  flow.setHandler(outer);
  const close = t.callExpression(flow.helpers.use(isAsync ? "athrow" : "iterThrow"), [
    ref(it),
    ref(failed.param),
  ]);
  if (!isAsync) flow.run(close);
  else if (outer) flow.suspend(close);
  else flow.finishWithAwaited(close);
  flow.finish(undefined);
  flow.current = end;
  flow.handler = outer;
}
