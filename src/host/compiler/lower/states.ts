import * as t from "@babel/types";
import { assign, at, copy, exprStmt, isFunctionLike, prop, ref, stateOf, stateRef, walk } from "./ast.ts";
import { type Block, successors } from "./blocks.ts";
import { costOf } from "./cost.ts";

/** One state function before its variables have their places. */
export interface State {
  block: Block;
  body: t.Statement[];
}

/** Skips blocks that only lead to another one. */
export function resolveBlock(block: Block): Block {
  const seen = new Set<Block>();
  let b = block;
  while (!b.param && b.end.kind === "goto" && !seen.has(b)) {
    const { to } = b.end;
    const isEmpty =
      b.statements.length === 0 || (b.statements.every(setsHandler) && setsHandler(to.statements[0]));
    if (!isEmpty) break;
    seen.add(b);
    b = to;
  }
  return b;
}

/** Decides which blocks become state functions, and writes these down in the order in which they are reached. */
export function makeStates(entry: Block, frame: string): State[] {
  entry = resolveBlock(entry);
  plan(entry);
  const states: State[] = [];
  const writer = new Writer(frame, (block) => {
    if (states.some((s) => s.block === block)) return;
    states.push({ block, body: [] });
  });
  writer.found(entry);
  // The list grows while it is walked.
  for (const s of states) {
    if (s.block.param) {
      const value = t.identifier("value");
      s.body.push(t.variableDeclaration("let", [t.variableDeclarator(ref(s.block.param), value)]));
    }
    s.body.push(...trimEnd(writer.block(s.block)));
    for (const x of s.body) {
      walk(x, (n) => {
        const b = stateOf(n);
        if (b) writer.found(resolveBlock(b));
        return undefined;
      });
    }
  }
  return states;
}

function plan(entry: Block): void {
  const reached = new Map<Block, number>();
  const todo = [entry];
  entry.isState = true;
  reached.set(entry, 0);
  const reach = (raw: Block, counts: boolean): void => {
    const b = resolveBlock(raw);
    if (!counts) b.isState = true;
    if (!reached.has(b)) todo.push(b);
    reached.set(b, (reached.get(b) ?? 0) + (counts ? 1 : 0));
  };
  for (let b = todo.pop(); b; b = todo.pop()) {
    for (const m of b.mentions) reach(m, false);
    for (const s of successors(b.end)) reach(s, b.end.kind !== "await");
  }
  for (const [b, times] of reached) {
    b.isCopied = !b.param && isSmall(b, times + (b.isState ? 1 : 0));
    if (times > 1 && !b.isCopied) b.isState = true;
  }
}

/** Do copies of the block take less than a function and jumps to it? */
function isSmall(b: Block, times: number): boolean {
  const { end } = b;
  if (end.kind !== "await" && end.kind !== "return" && end.kind !== "throw") return false;
  let size = end.value ? costOf(end.value) : 0;
  size += end.kind === "await" ? 14 : 7;
  let movable = true;
  for (const s of [...b.statements, ...(end.value ? [t.expressionStatement(end.value)] : [])]) {
    walk(s, (n) => {
      if (isFunctionLike(n) || t.isClass(n)) movable = false;
      return movable;
    });
    size += costOf(s);
  }
  if (end.value) size -= costOf(end.value) + 1;
  return movable && (times - 1) * size < 15 + 14 * times;
}

class Writer {
  constructor(
    private readonly frame: string,
    readonly found: (block: Block) => void,
  ) {}

  /** The code of a block and of all that belong to it. It never runs off its end. */
  block(b: Block): t.Statement[] {
    const { end } = b;
    const before = b.isCopied ? b.statements.map(copy) : b.statements;
    const after = this.end(b);
    return handlersOnce([...dropUselessHandler(before, end, after[0]), ...after]);
  }

  private end(b: Block): t.Statement[] {
    const { end } = b;
    const own = <T extends t.Expression>(e: T): T => (b.isCopied ? copy(e) : e);
    switch (end.kind) {
      case "goto":
        return this.goto(end.to);
      case "await": {
        const value = own(end.value);
        return [this.set(stateRef(end.to)), at(t.returnStatement(value), value)];
      }
      case "return":
        return [end.value ? at(t.returnStatement(own(end.value)), end.value) : t.returnStatement()];
      case "throw":
        return [at(t.throwStatement(own(end.value)), end.value)];
      case "resume":
        return [this.set(end.target), t.returnStatement()];
      case "if":
        return this.choose(end.test, this.goto(end.yes), this.goto(end.no));
      case "switch": {
        const cases: t.SwitchCase[] = [];
        end.cases.forEach((c, i) => {
          const shared = end.cases[i + 1]?.to === c.to || this.isSame(end.cases[i + 1]?.to, c.to);
          cases.push(t.switchCase(c.test, shared ? [] : [t.blockStatement(this.goto(c.to))]));
        });
        const rest = this.goto(end.otherwise);
        return [at(t.switchStatement(end.on, cases), end.on), ...rest];
      }
    }
  }

  private isSame(a: Block | undefined, b: Block): boolean {
    return a !== undefined && resolveBlock(a) === resolveBlock(b) && resolveBlock(a).isState;
  }

  private goto(raw: Block): t.Statement[] {
    const to = resolveBlock(raw);
    if (!to.isState || to.isCopied) return this.block(to);
    return [this.set(stateRef(to)), t.returnStatement()];
  }

  private set(target: t.Expression): t.Statement {
    return exprStmt(assign(prop(t.identifier(this.frame), "_$s"), target));
  }

  private choose(test: t.Expression, yes: t.Statement[], no: t.Statement[]): t.Statement[] {
    const first = nextState(yes[0]);
    if (first && first === nextState(no[0])) {
      // The test may fail with the next state set already: a handler is set over it.
      return [no[0], ...this.choose(test, yes.slice(1), no.slice(1))];
    }
    if (isBareReturn(yes)) {
      if (isBareReturn(no)) return [exprStmt(test), t.returnStatement()];
      return [ifThen(negate(test), no, test), t.returnStatement()];
    }
    return [ifThen(test, yes, test), ...no];
  }
}

function ifThen(test: t.Expression, body: t.Statement[], from: t.Expression): t.Statement {
  const only = body.length === 1 && !t.isDeclaration(body[0]) ? body[0] : t.blockStatement(body);
  return at(t.ifStatement(test, only), from);
}

export function negate(e: t.Expression): t.Expression {
  if (t.isUnaryExpression(e) && e.operator === "!") return e.argument;
  if (t.isBinaryExpression(e)) {
    const opposite = { "==": "!=", "!=": "==", "===": "!==", "!==": "===" } as Record<
      string,
      t.BinaryExpression["operator"]
    >;
    const operator = opposite[e.operator];
    if (operator) return at(t.binaryExpression(operator, e.left, e.right), e);
  }
  return at(t.unaryExpression("!", e), e);
}

function isBareReturn(list: t.Statement[]): boolean {
  return list.length === 1 && t.isReturnStatement(list[0]) && !list[0].argument;
}

/** The block that a statement sets as the next one. */
function nextState(s: t.Statement | undefined): Block | undefined {
  if (!t.isExpressionStatement(s) || !t.isAssignmentExpression(s.expression)) return undefined;
  const { left, right } = s.expression;
  if (!t.isMemberExpression(left) || !t.isIdentifier(left.property, { name: "_$s" })) return undefined;
  const b = stateOf(right);
  return b && resolveBlock(b);
}

function setsHandler(s: t.Statement | undefined): boolean {
  if (!t.isExpressionStatement(s) || !t.isAssignmentExpression(s.expression)) return false;
  const { left } = s.expression;
  return t.isMemberExpression(left) && t.isIdentifier(left.property, { name: "_$h" });
}

/** Of two handlers set one after the other only the second counts. */
function handlersOnce(list: t.Statement[]): t.Statement[] {
  return list.filter((s, i) => !setsHandler(s) || !list[i + 1] || !setsHandler(list[i + 1]));
}

/** A coroutine that ends without running anything more needs no handler; nor is one set just before another. */
function dropUselessHandler(
  list: t.Statement[],
  end: Block["end"],
  next: t.Statement | undefined,
): t.Statement[] {
  let useless = end.kind === "goto" && setsHandler(resolveBlock(end.to).statements[0]);
  if (t.isReturnStatement(next))
    useless = !next.argument || t.isIdentifier(next.argument) || t.isLiteral(next.argument);
  let n = list.length;
  while (useless && n > 0 && setsHandler(list[n - 1])) n--;
  return list.slice(0, n);
}

/** Leaves out the `return` at the end of a function. */
function trimEnd(list: t.Statement[]): t.Statement[] {
  return t.isReturnStatement(list.at(-1)) && isBareReturn(list.slice(-1)) ? list.slice(0, -1) : list;
}
