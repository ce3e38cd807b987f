import * as t from "@babel/types";
import { assign, bindingOf, copy, hasAwait, prop, ref, walk } from "./ast.ts";
import { Block } from "./blocks.ts";
import { costOf } from "./cost.ts";
import { pattern } from "./explode-assign.ts";
import { withCleanup } from "./explode-cleanup.ts";
import { statements } from "./explode-stmt.ts";
import type { Flow } from "./flow.ts";

export function tryStatement(flow: Flow, s: t.TryStatement): void {
  if (!s.finalizer) {
    tryCatch(flow, s);
    return;
  }
  const body = (): void => {
    if (s.handler) tryCatch(flow, s);
    else statements(flow, s.block.body);
  };
  if (isCheapToCopy(s)) finallyCopied(flow, s.finalizer, body);
  else finallyShared(flow, s.finalizer, body);
}

function tryCatch(flow: Flow, s: t.TryStatement): void {
  const outer = flow.handler;
  const handler = new Block();
  const end = new Block();
  flow.setHandler(handler);
  flow.contexts.push({ kind: "try", outer });
  statements(flow, s.block.body);
  flow.contexts.pop();
  flow.setHandler(outer);
  flow.goto(end);

  enterHandler(flow, handler, outer);
  const clause = s.handler!;
  const param = clause.param;
  if (t.isIdentifier(param)) handler.param = bindingOf(param);
  else if (param || flow.func.generator) handler.param = flow.temp();
  if (flow.func.generator && handler.param) {
    // The end of a generator by return() comes as an exception that no handler may keep.
    const mark = t.memberExpression(ref(handler.param), t.identifier("_$g"));
    const test = t.logicalExpression("&&", ref(handler.param), mark);
    flow.add(t.ifStatement(test, t.throwStatement(ref(handler.param))));
  }
  if (param && !t.isIdentifier(param) && handler.param) pattern(flow, param, ref(handler.param), "let");
  statements(flow, clause.body.body);
  flow.goto(end);
  flow.current = end;
  flow.handler = outer;
}

/** The trampoline has cleared the handler before it calls one. */
function enterHandler(flow: Flow, block: Block, outer: Block | undefined): void {
  flow.current = block;
  flow.handler = undefined;
  flow.setHandler(outer);
}

/** Copies of a short finally block at each exit take less than the bookkeeping to share it. */
function isCheapToCopy(s: t.TryStatement): boolean {
  const finalizer = s.finalizer!;
  if (hasAwait(finalizer)) return false;
  let exits = 1;
  walk(t.blockStatement([s.block, ...(s.handler ? [s.handler.body] : [])]), (n) => {
    if (t.isFunction(n)) return false;
    if (t.isReturnStatement(n) || t.isBreakStatement(n) || t.isContinueStatement(n)) exits++;
    return undefined;
  });
  return costOf(finalizer) * exits < 60 + 25 * exits;
}

function finallyCopied(flow: Flow, finalizer: t.BlockStatement, body: () => void): void {
  const outer = flow.handler;
  const end = new Block();
  const cleanUp = (): void => statements(flow, copy(finalizer).body);
  const failed = withCleanup(flow, cleanUp, body);
  cleanUp();
  flow.goto(end);

  enterHandler(flow, failed, outer);
  failed.param = flow.temp();
  cleanUp();
  flow.fail(ref(failed.param));
  flow.current = end;
  flow.handler = outer;
}

/** One copy of the finally block; where to go on behind it, and with what, is kept meanwhile. */
function finallyShared(flow: Flow, finalizer: t.BlockStatement, body: () => void): void {
  const outer = flow.handler;
  const target = flow.temp();
  const result = flow.temp();
  const failed = new Block();
  const shared = new Block();
  const exits = new Map<unknown, Block>();
  const record = (key: unknown): boolean => {
    const known = exits.get(key);
    const to = known ?? new Block();
    exits.set(key, to);
    flow.set(target, flow.mention(to));
    flow.goto(shared);
    flow.current = known ? new Block() : to;
    flow.handler = outer;
    return known === undefined;
  };

  flow.setHandler(failed);
  flow.contexts.push({
    kind: "cleanup",
    outer,
    isShared: true,
    leave: (key, carried) => {
      if (carried) flow.set(result, ref(carried));
      return { done: record(key), value: carried && result };
    },
  });
  body();
  flow.contexts.pop();
  record("end");
  const end = flow.current;

  flow.current = failed;
  failed.param = flow.temp();
  flow.set(result, ref(failed.param));
  record("throw");
  flow.fail(ref(result));

  flow.current = shared;
  flow.run(assign(prop(flow.frame(), "_$h"), outer ? flow.mention(outer) : t.numericLiteral(0)));
  flow.handler = outer;
  statements(flow, finalizer.body);
  flow.current.end = { kind: "resume", target: ref(target) };
  flow.current = end;
  flow.handler = outer;
}
