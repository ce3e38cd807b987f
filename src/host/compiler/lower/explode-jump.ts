import * as t from "@babel/types";
import { assign, at, children, exprStmt, hasAwait, isFunctionLike, mapChildren, prop, ref } from "./ast.ts";
import { Block } from "./blocks.ts";
import { condition, value } from "./explode-expr.ts";
import type { Flow } from "./flow.ts";
import type { Binding } from "./scopes.ts";

type Jump = t.BreakStatement | t.ContinueStatement;

/** The context that a break or continue leads to. */
function targetOf(flow: Flow, node: Jump): { depth: number; to: Block } {
  const label = node.label?.name;
  for (let i = flow.contexts.length - 1; i >= 0; i--) {
    const c = flow.contexts[i];
    if (c.kind !== (t.isBreakStatement(node) ? "break" : "continue")) continue;
    if (label === undefined ? c.kind === "continue" || c.plain : c.labels.includes(label)) {
      return { depth: i + 1, to: c.to };
    }
  }
  return flow.refusals.fail(node, "jump", "this target could not be found");
}

/** Leaves all contexts from the inside out down to `depth`, then does `act` there. */
function leave(
  flow: Flow,
  depth: number,
  key: unknown,
  carried: Binding | undefined,
  act: (carried: Binding | undefined, handler: Block | undefined) => void,
): void {
  const { contexts, handler } = flow;
  let wanted = handler;
  let gone = false;
  for (let i = contexts.length - 1; i >= depth && !gone; i--) {
    const c = contexts[i];
    if (c.kind === "try") wanted = c.outer;
    if (c.kind !== "cleanup") continue;
    wanted = c.outer;
    flow.contexts = contexts.slice(0, i);
    const left = c.leave(key, carried);
    carried = left.value;
    gone = !left.done;
  }
  if (!gone) {
    flow.contexts = contexts.slice(0, depth);
    act(carried, wanted);
  }
  flow.contexts = contexts;
  flow.handler = handler;
}

export function jump(flow: Flow, node: Jump): void {
  const { depth, to } = targetOf(flow, node);
  leave(flow, depth, to, undefined, (_, handler) => {
    flow.setHandler(handler);
    flow.goto(to);
  });
}

/** Does a return have more to do than to return? */
export function returnsThroughStates(flow: Flow): boolean {
  return (
    flow.contexts.some((c) => c.kind === "cleanup") || (flow.func.generator && flow.handler !== undefined)
  );
}

/** Returns; in a generator the value is awaited first, by the kernel where nothing here would catch its exception. */
export function returnValue(flow: Flow, e: t.Expression | null | undefined): void {
  if (!returnsThroughStates(flow)) {
    tailReturn(flow, e);
    return;
  }
  let result = e ? value(flow, e) : undefined;
  if (result && flow.func.generator && flow.handler && !t.isAwaitExpression(e)) result = flow.await(result);
  leaveForReturn(flow, result);
}

function leaveForReturn(flow: Flow, result: t.Expression | undefined): void {
  let carried: Binding | undefined;
  const isShared = flow.contexts.some((c) => c.kind === "cleanup" && c.isShared);
  const isKept = isShared ? false : result && flow.isStable(result);
  if (result && !isKept && flow.contexts.some((c) => c.kind === "cleanup")) {
    carried = flow.temp();
    carried.awaited = !flow.module.mayBeAwaitable(result);
    flow.set(carried, result);
    result = undefined;
  }
  leave(flow, 0, carried ? "return" : (result ?? "return nothing"), carried, (b) => {
    flow.finish(b ? ref(b) : result);
  });
}

/** `return await x` needs no state of its own where no handler is set. */
function tailReturn(flow: Flow, e: t.Expression | null | undefined): void {
  if (e && t.isConditionalExpression(e) && hasAwait(e)) {
    const yes = new Block();
    const no = new Block();
    condition(flow, e.test, yes, no);
    flow.current = yes;
    tailReturn(flow, e.consequent);
    flow.current = no;
    tailReturn(flow, e.alternate);
  } else if (t.isAwaitExpression(e) && !flow.handler) {
    flow.finishWithAwaited(value(flow, e.argument));
  } else flow.finish(e ? value(flow, e) : undefined);
}

/** Does plain code jump to somewhere outside of it, or return where that takes more than a return? */
export function escapes(flow: Flow, node: t.Node): boolean {
  let found = false;
  const returns = returnsThroughStates(flow);
  forEscapes(node, (jumpNode) => {
    if (!t.isReturnStatement(jumpNode) || returns) found = true;
    return undefined;
  });
  return found;
}

/** Calls `fn` for each jump that leaves `node`, and replaces it by what `fn` returns. */
function forEscapes(
  node: t.Node,
  fn: (jump: Jump | t.ReturnStatement) => t.Node | undefined,
  inside: { break: boolean; continue: boolean; labels: readonly string[] } = {
    break: false,
    continue: false,
    labels: [],
  },
): t.Node | undefined {
  if (isFunctionLike(node) || t.isExpression(node)) return undefined;
  if (t.isReturnStatement(node)) return fn(node);
  if (t.isBreakStatement(node) || t.isContinueStatement(node)) {
    if (node.label) return inside.labels.includes(node.label.name) ? undefined : fn(node);
    return (t.isBreakStatement(node) ? inside.break : inside.continue) ? undefined : fn(node);
  }
  let inner = inside;
  if (t.isLoop(node)) inner = { ...inside, break: true, continue: true };
  else if (t.isSwitchStatement(node)) inner = { ...inside, break: true };
  else if (t.isLabeledStatement(node)) inner = { ...inside, labels: [...inside.labels, node.label.name] };
  mapChildren(node, (child) => forEscapes(child, fn, inner));
  return undefined;
}

/**
 * A jump to a state is made by setting the next state and returning. A native `finally` that runs meanwhile must not
 * have another mind: jump elsewhere, or throw what a native `catch` keeps while the next state stays set.
 */
export function finallyMayOverride(flow: Flow, node: t.Node, caught = false): boolean {
  if (isFunctionLike(node) || t.isExpression(node)) return false;
  if (t.isTryStatement(node)) {
    const { block, handler, finalizer } = node;
    const leaves = [block, ...(handler ? [handler.body] : [])];
    if (finalizer && (caught || jumpsOut(finalizer)) && leaves.some((x) => escapes(flow, x))) return true;
    if (finalizer && flow.handler && leaves.some((x) => returnsAwaitable(flow, x))) return true;
    if (finallyMayOverride(flow, block, caught || !!handler)) return true;
    return [handler, finalizer].some((x) => x && finallyMayOverride(flow, x, caught));
  }
  return children(node).some((c) => finallyMayOverride(flow, c, caught));
}

function jumpsOut(node: t.Node): boolean {
  let found = false;
  forEscapes(node, () => {
    found = true;
    return undefined;
  });
  return found;
}

function returnsAwaitable(flow: Flow, node: t.Node): boolean {
  let found = false;
  forEscapes(node, (j) => {
    if (t.isReturnStatement(j) && j.argument && flow.module.mayBeAwaitable(j.argument)) found = true;
    return undefined;
  });
  return found;
}

/** Adds plain code; jumps out of it go to a state function at once. */
export function addPlain(flow: Flow, node: t.Statement): void {
  const returns = returnsThroughStates(flow);
  const replaced = forEscapes(node, (jumpNode) => {
    if (!t.isReturnStatement(jumpNode)) {
      const { depth, to } = targetOf(flow, jumpNode);
      const crosses = flow.contexts.slice(depth).some((c) => c.kind === "try" || c.kind === "cleanup");
      return hardJump(
        flow,
        jumpNode,
        crosses
          ? elsewhere(flow, () => {
              jump(flow, jumpNode);
            })
          : to,
        [],
      );
    }
    if (!returns) return plainReturn(flow, jumpNode);
    if (!jumpNode.argument) {
      return hardJump(
        flow,
        jumpNode,
        elsewhere(flow, () => {
          leaveForReturn(flow, undefined);
        }),
        [],
      );
    }
    const carried = flow.temp();
    const set = t.variableDeclaration("let", [t.variableDeclarator(ref(carried), jumpNode.argument)]);
    const to = elsewhere(flow, () => {
      let result: t.Expression = ref(carried);
      if (flow.func.generator && flow.handler) result = flow.await(result);
      leaveForReturn(flow, result);
    });
    return hardJump(flow, jumpNode, to, [set]);
  });
  flow.add((replaced as t.Statement | undefined) ?? node);
}

/** A return whose value is to be awaited names the state that returns it. */
function plainReturn(flow: Flow, node: t.ReturnStatement): t.Statement | undefined {
  if (!node.argument || !flow.module.mayBeAwaitable(node.argument)) return undefined;
  const set = exprStmt(assign(prop(flow.frame(), "_$s"), flow.mention(flow.give())));
  if (!flow.handler) return at(t.blockStatement([set, node]), node);
  const held = flow.temp();
  const first = t.variableDeclaration("let", [t.variableDeclarator(ref(held), node.argument)]);
  const clear = exprStmt(assign(prop(flow.frame(), "_$h"), t.numericLiteral(0)));
  return at(t.blockStatement([first, clear, set, t.returnStatement(ref(held))]), node);
}

/** A new block with what `fn` does. */
function elsewhere(flow: Flow, fn: () => void): Block {
  const { current, handler } = flow;
  const block = new Block();
  flow.current = block;
  fn();
  flow.current = current;
  flow.handler = handler;
  return block;
}

function hardJump(flow: Flow, from: t.Node, to: Block, before: t.Statement[]): t.Statement {
  const go = exprStmt(assign(prop(flow.frame(), "_$s"), flow.mention(to)));
  return at(t.blockStatement([...before, at(go, from), at(t.returnStatement(), from)]), from);
}
