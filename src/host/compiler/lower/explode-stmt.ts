import * as t from "@babel/types";
import { at, hasAwait } from "./ast.ts";
import { Block } from "./blocks.ts";
import { pattern } from "./explode-assign.ts";
import { checkClass, condition, effect, value } from "./explode-expr.ts";
import { forIn, forOf } from "./explode-iterate.ts";
import { addPlain, escapes, finallyMayOverride, jump, returnValue } from "./explode-jump.ts";
import { tryStatement } from "./explode-try.ts";
import type { Flow } from "./flow.ts";

export function statements(flow: Flow, list: readonly t.Statement[]): void {
  // Functions of a block exist from its start.
  for (const s of list) if (t.isFunctionDeclaration(s)) flow.add(s);
  for (const s of list)
    if (!t.isFunctionDeclaration(s))
      flow.temporaries(() => {
        statement(flow, s, []);
      });
}

export function statement(flow: Flow, s: t.Statement, labels: readonly string[]): void {
  switch (s.type) {
    case "ReturnStatement":
      returnValue(flow, s.argument);
      return;
    case "ThrowStatement":
      flow.fail(value(flow, s.argument));
      return;
    case "BreakStatement":
    case "ContinueStatement":
      jump(flow, s);
      return;
    case "EmptyStatement":
      return;
    default:
  }
  if (!hasAwait(s) && !wantsStates(flow, s)) {
    addPlain(
      flow,
      labels.reduceRight((inner, l) => at(t.labeledStatement(t.identifier(l), inner), s), s),
    );
    return;
  }
  switch (s.type) {
    case "ExpressionStatement":
      effect(flow, s.expression);
      return;
    case "VariableDeclaration":
      for (const d of s.declarations) declarator(flow, d, s.kind);
      return;
    case "ClassDeclaration": {
      checkClass(flow, s);
      const base = s.superClass ? value(flow, s.superClass) : null;
      flow.add(at(t.classDeclaration(s.id, base, s.body), s));
      return;
    }
    case "BlockStatement":
      if (labels.length === 0) statements(flow, s.body);
      else
        labelled(flow, labels, () => {
          statements(flow, s.body);
        });
      return;
    case "IfStatement":
      if (labels.length === 0) ifStatement(flow, s);
      else
        labelled(flow, labels, () => {
          ifStatement(flow, s);
        });
      return;
    case "LabeledStatement":
      statement(flow, s.body, [...labels, s.label.name]);
      return;
    case "SwitchStatement":
      switchStatement(flow, s, labels);
      return;
    case "TryStatement":
      if (labels.length === 0) tryStatement(flow, s);
      else
        labelled(flow, labels, () => {
          tryStatement(flow, s);
        });
      return;
    case "WhileStatement":
    case "DoWhileStatement":
    case "ForStatement":
      loop(flow, s, labels);
      return;
    case "ForInStatement":
      forIn(flow, s, labels);
      return;
    case "ForOfStatement":
      forOf(flow, s, labels);
      return;
    default:
      flow.refusals.fail(s, `await inside ${s.type}`, "await into a variable first");
  }
}

/**
 * Plain code that has to be opened up, or better is: behind an `if` one branch of which jumps away, what follows needs
 * no state of its own.
 */
function wantsStates(flow: Flow, s: t.Statement): boolean {
  if (finallyMayOverride(flow, s)) return true;
  if (t.isLabeledStatement(s)) return false;
  if (t.isBlockStatement(s)) return escapes(flow, s);
  if (!t.isIfStatement(s) || !escapes(flow, s)) return false;
  return !completes(s.consequent) || (s.alternate ? !completes(s.alternate) : false);
}

/** May control reach the end of `s`? */
function completes(s: t.Statement): boolean {
  if (t.isBlockStatement(s)) return s.body.every(completes);
  if (t.isIfStatement(s)) return !s.alternate || completes(s.consequent) || completes(s.alternate);
  return !(
    t.isReturnStatement(s) ||
    t.isThrowStatement(s) ||
    t.isBreakStatement(s) ||
    t.isContinueStatement(s)
  );
}

function declarator(flow: Flow, d: t.VariableDeclarator, kind: t.VariableDeclaration["kind"]): void {
  if (!hasAwait(d.id)) {
    const init = d.init ? value(flow, d.init) : null;
    flow.add(at(t.variableDeclaration(kind, [at(t.variableDeclarator(d.id, init), d)]), d));
    return;
  }
  pattern(flow, d.id, value(flow, d.init!), kind);
}

function labelled(flow: Flow, labels: readonly string[], body: () => void): void {
  const end = new Block();
  flow.contexts.push({ kind: "break", labels, plain: false, to: end });
  body();
  flow.contexts.pop();
  flow.goto(end);
  flow.current = end;
}

function ifStatement(flow: Flow, s: t.IfStatement): void {
  const yes = new Block();
  const end = new Block();
  const no = s.alternate ? new Block() : end;
  condition(flow, s.test, yes, no);
  const branch = (block: Block, body: t.Statement): void => {
    flow.current = block;
    statement(flow, body, []);
    flow.goto(end);
  };
  branch(yes, s.consequent);
  if (s.alternate) branch(no, s.alternate);
  flow.current = end;
}

function loop(
  flow: Flow,
  s: t.WhileStatement | t.DoWhileStatement | t.ForStatement,
  labels: readonly string[],
): void {
  const body = new Block();
  const next = new Block();
  const exit = new Block();
  const head = t.isWhileStatement(s) ? next : new Block();
  if (t.isForStatement(s) && s.init) {
    if (t.isVariableDeclaration(s.init)) statement(flow, s.init, []);
    else effect(flow, s.init);
  }
  flow.goto(t.isDoWhileStatement(s) ? body : head);

  flow.current = head;
  if (s.test && !t.isBooleanLiteral(s.test, { value: true })) condition(flow, s.test, body, exit);
  else flow.goto(body);

  flow.contexts.push(
    { kind: "break", labels, plain: true, to: exit },
    { kind: "continue", labels, to: next },
  );
  flow.current = body;
  statement(flow, s.body, []);
  flow.contexts.splice(-2);
  flow.goto(next);
  if (next !== head) {
    flow.current = next;
    if (t.isForStatement(s) && s.update) effect(flow, s.update);
    flow.goto(head);
  }
  flow.current = exit;
}

function switchStatement(flow: Flow, s: t.SwitchStatement, labels: readonly string[]): void {
  const exit = new Block();
  const blocks = s.cases.map(() => new Block());
  for (const c of s.cases) for (const f of c.consequent) if (t.isFunctionDeclaration(f)) flow.add(f);
  const fallback = s.cases.findIndex((c) => !c.test);
  const otherwise = blocks[fallback] ?? exit;
  if (s.cases.some((c) => hasAwait(c.test))) {
    const on = flow.hold(value(flow, s.discriminant));
    s.cases.forEach((c, i) => {
      if (!c.test) return;
      const more = new Block();
      flow.branch(t.binaryExpression("===", on(), value(flow, c.test)), blocks[i], more);
      flow.current = more;
    });
    flow.goto(otherwise);
  } else {
    const on = value(flow, s.discriminant);
    const cases = s.cases.flatMap((c, i) => (c.test ? [{ test: c.test, to: blocks[i] }] : []));
    flow.current.end = { kind: "switch", on, cases, otherwise };
  }
  flow.contexts.push({ kind: "break", labels, plain: true, to: exit });
  s.cases.forEach((c, i) => {
    flow.current = blocks[i]!;
    for (const x of c.consequent) {
      if (!t.isFunctionDeclaration(x))
        flow.temporaries(() => {
          statement(flow, x, []);
        });
    }
    flow.goto(blocks[i + 1] ?? exit);
  });
  flow.contexts.pop();
  flow.current = exit;
}
