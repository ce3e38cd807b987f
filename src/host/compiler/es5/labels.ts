import babel, { type NodePath, type types } from "@babel/core";
import { t, type Context } from "./context.ts";

type Jump = NodePath<types.BreakStatement | types.ContinueStatement>;

/** Rewrites labels, which Espruino does not know, into flags that are asked after each inner loop. */
export function removeLabels({ program }: Context): void {
  for (let path = find(program, isBlock); path; path = find(program, isBlock)) blockToLoop(path);
  for (let path = find(program, () => true); path; path = find(program, () => true)) removeLabel(path);
}

/** The innermost label that fits, seen afresh: every rewriting leaves the paths of the one before behind. */
function find(
  program: NodePath<types.Program>,
  fits: (path: NodePath<types.LabeledStatement>) => boolean,
): NodePath<types.LabeledStatement> | undefined {
  babel.traverse.cache.clear();
  let found: NodePath<types.LabeledStatement> | undefined;
  program.traverse({
    LabeledStatement: {
      exit(path) {
        if (found || !fits(path)) return;
        found = path;
        path.stop();
      },
    },
  });
  return found;
}

/** The statement behind one or more labels. */
function innermost(path: NodePath<types.LabeledStatement>): NodePath {
  let body: NodePath = path.get("body");
  while (body.isLabeledStatement()) body = body.get("body");
  return body;
}

function isBlock(path: NodePath<types.LabeledStatement>): boolean {
  return !path.get("body").isLabeledStatement() && !path.get("body").isLoop();
}

/** `a: { … }` → `a: do { … } while (0)`; jumps to loops around it get a label first, since this one would catch them. */
function blockToLoop(path: NodePath<types.LabeledStatement>): void {
  const body = path.get("body");
  const outward = new Map<NodePath, Jump[]>();
  body.traverse({
    "BreakStatement|ContinueStatement"(inner: NodePath) {
      const jump = inner as Jump;
      const target = jump.node.label ? undefined : plainTarget(jump);
      if (target && !target.isDescendant(path)) outward.set(target, [...(outward.get(target) ?? []), jump]);
    },
    Function(inner: NodePath) {
      inner.skip();
    },
  });
  const block = body.isBlockStatement() ? body.node : t.blockStatement([body.node]);
  path.node.body = t.doWhileStatement(t.numericLiteral(0), block);
  for (const [target, jumps] of outward) {
    const label = labelOf(target);
    for (const jump of jumps) jump.node.label = t.cloneNode(label);
  }
}

/** What a jump without a label leaves or goes on with. */
function plainTarget(jump: Jump): NodePath | undefined {
  const target = jump.findParent(
    (at) => at.isFunction() || at.isLoop() || (jump.isBreakStatement() && at.isSwitchStatement()),
  );
  return target === null || target.isFunction() ? undefined : target;
}

/** The label of a loop or switch, given to it now if it has none. */
function labelOf(target: NodePath): types.Identifier {
  const { parentPath } = target;
  if (parentPath?.isLabeledStatement()) return t.cloneNode(parentPath.node.label);
  const label = target.scope.generateUidIdentifier("label");
  target.replaceWith(t.labeledStatement(label, target.node as types.Statement));
  return t.cloneNode(label);
}

function removeLabel(path: NodePath<types.LabeledStatement>): void {
  const { name } = path.node.label;
  const loop = innermost(path);
  const jumps: { jump: Jump; between: NodePath[] }[] = [];
  path.traverse({
    "BreakStatement|ContinueStatement"(inner: NodePath) {
      const jump = inner as Jump;
      if (jump.node.label?.name !== name) return;
      const between: NodePath[] = [];
      for (let at: NodePath | null = jump.parentPath; at && at !== loop; at = at.parentPath) {
        // `continue` passes through a switch, but not where another break is needed to get out of it.
        if (at.isLoop() || at.isSwitchStatement()) between.push(at);
      }
      const passes = jump.isContinueStatement() && between.every((one) => one.isSwitchStatement());
      jumps.push({ jump, between: passes ? [] : between });
    },
  });

  const far = jumps.filter(({ between }) => between.length > 0);
  for (const { jump } of jumps) jump.node.label = null;
  if (far.length > 0) setFlags(loop, far);
  path.replaceWith(path.node.body);
}

/** 1 stands for a break out of the loop, 2 for its next turn. */
function setFlags(loop: NodePath, jumps: { jump: Jump; between: NodePath[] }[]): void {
  const flag = loop.scope.generateUidIdentifier("leave");
  const home = loop.scope.getFunctionParent() ?? loop.scope.getProgramParent();
  home.push({ id: t.cloneNode(flag), kind: "var" });
  const set = (value: number): types.Expression =>
    t.assignmentExpression("=", t.cloneNode(flag), t.numericLiteral(value));
  const kinds = new Set(jumps.map(({ jump }) => jump.type));
  const both = kinds.size > 1;

  const asked = new Map<NodePath, boolean>();
  for (const { jump, between } of jumps) {
    const value = jump.isContinueStatement() && both ? 2 : 1;
    const node = t.breakStatement();
    jump.replaceWithMultiple([t.expressionStatement(set(value)), node]);
    for (const [index, one] of between.entries()) asked.set(one, index === between.length - 1);
  }
  for (const [one, last] of asked) {
    const jumpOn: types.Statement[] = [];
    if (!last) {
      jumpOn.push(t.ifStatement(t.cloneNode(flag), t.breakStatement()));
    } else {
      const isSet = (value: number): types.Expression =>
        both ? t.binaryExpression("===", t.cloneNode(flag), t.numericLiteral(value)) : t.cloneNode(flag);
      if (kinds.has("BreakStatement")) jumpOn.push(t.ifStatement(isSet(1), t.breakStatement()));
      if (kinds.has("ContinueStatement")) jumpOn.push(t.ifStatement(isSet(2), t.continueStatement()));
    }
    let place: NodePath = one;
    while (place.parentPath?.isLabeledStatement()) place = place.parentPath;
    place.insertAfter(jumpOn);
  }
  const body = (loop.node as types.Loop).body;
  const reset = t.expressionStatement(set(0));
  (loop.node as types.Loop).body = t.isBlockStatement(body)
    ? t.blockStatement([reset, ...body.body])
    : t.blockStatement([reset, body]);
}
