import * as t from "@babel/types";
import { assign, at, bindingOf, copy, exprStmt, prop, ref, stateRef } from "./ast.ts";
import { Block } from "./blocks.ts";
import { isConstant } from "./capture.ts";
import type { Refusals } from "./errors.ts";
import type { Helpers } from "./helpers.ts";
import type { Module } from "./module.ts";
import { Binding, type Func, type Scope } from "./scopes.ts";

/** Something that control leaves when it jumps out of it. Listed from the outside in. */
export type Context =
  /** What `break` leaves: a labelled statement or, with `plain`, a loop or a switch. */
  | { kind: "break"; labels: readonly string[]; plain: boolean; to: Block }
  | { kind: "continue"; labels: readonly string[]; to: Block }
  /** A `try` with a handler. */
  | { kind: "try"; outer: Block | undefined }
  /** Something that has to be done whenever control leaves. */
  | {
      kind: "cleanup";
      outer: Block | undefined;
      isShared: boolean;
      leave: (key: unknown, value: Binding | undefined) => Left;
    };

/** What a cleanup did: control is behind it, or somebody else has taken this exit and goes on from there. */
export interface Left {
  done: boolean;
  value: Binding | undefined;
}

/** Turns the body of one coroutine into blocks. */
export class Flow {
  readonly entry = new Block();
  current: Block = this.entry;
  contexts: Context[] = [];
  /** The value that the frame's handler has at this point. */
  handler: Block | undefined;
  private readonly busy: boolean[] = [];

  constructor(
    readonly func: Func,
    readonly scope: Scope,
    readonly helpers: Helpers,
    readonly refusals: Refusals,
    readonly module: Module,
  ) {}

  isArray(e: t.Expression): boolean {
    return this.module.isArray(e);
  }

  private giver: Block | undefined;
  /** A state that returns what it is resumed with. */
  give(): Block {
    if (!this.giver) {
      const param = this.temp();
      this.giver = new Block();
      this.giver.param = param;
      this.giver.end = { kind: "return", value: ref(param) };
    }
    return this.giver;
  }

  add(s: t.Statement): void {
    this.current.statements.push(s);
  }
  run(e: t.Expression): void {
    this.add(exprStmt(e));
  }

  goto(to: Block): void {
    this.current.end = { kind: "goto", to };
    this.current = new Block();
  }
  branch(test: t.Expression, yes: Block, no: Block): void {
    this.current.end = { kind: "if", test, yes, no };
    this.current = new Block();
  }
  /** Returns. JavaScript awaits what an async function returns, but not inside of it: no handler here applies. */
  finish(value: t.Expression | undefined): void {
    if (value && this.module.mayBeAwaitable(value)) {
      const { handler } = this;
      if (handler) {
        value = this.hold(value)();
        this.setHandler(undefined);
        this.handler = handler;
      }
      this.current.end = { kind: "await", value, to: this.give() };
      this.current = new Block();
      return;
    }
    this.current.end = { kind: "return", value };
    this.current = new Block();
  }
  /** Returns the result of awaiting `value`. */
  finishWithAwaited(value: t.Expression): void {
    this.current.end = { kind: "await", value, to: this.give() };
    this.current = new Block();
  }
  fail(value: t.Expression): void {
    this.current.end = { kind: "throw", value };
    this.current = new Block();
  }
  /** Awaits `value`; the run goes on in a new block. */
  suspend(value: t.Expression): Block {
    const to = new Block();
    this.current.end = { kind: "await", value, to };
    this.current = to;
    return to;
  }
  /** Awaits `value` and gives its result. */
  await(value: t.Expression): t.Identifier {
    const to = this.suspend(value);
    to.param = this.temp();
    to.param.awaited = true;
    return ref(to.param);
  }

  temp(): Binding {
    const b = new Binding("t", "temp", this.scope, undefined);
    let i = 0;
    while (this.busy[i]) i++;
    this.busy[i] = true;
    b.index = i;
    return b;
  }
  /** Temporaries made while `fn` runs are free again behind it. */
  temporaries<T>(fn: () => T): T {
    const before = [...this.busy];
    const result = fn();
    this.busy.splice(0, this.busy.length, ...before);
    return result;
  }
  set(b: Binding, value: t.Expression): void {
    this.add(at(t.variableDeclaration("let", [t.variableDeclarator(ref(b), value)]), value));
  }
  /** Evaluates `e` now, so that what happens before it is used does not matter. */
  save(e: t.Expression): t.Expression {
    if (this.isStable(e)) return e;
    const b = this.temp();
    this.set(b, e);
    return ref(b);
  }

  /** Evaluates `e` now, to be used any number of times. */
  hold(e: t.Expression): () => t.Expression {
    const simple = t.isIdentifier(e) || t.isThisExpression(e) || t.isMemberExpression(e) || t.isLiteral(e);
    if (simple && !t.isTemplateLiteral(e) && this.isStable(e)) return () => copy(e);
    const b = this.temp();
    b.awaited = !this.module.mayBeAwaitable(e);
    this.set(b, e);
    return () => ref(b);
  }

  frame(): t.Identifier {
    return t.identifier(this.func.frameName);
  }
  /** The state function of `block` as a value. */
  mention(block: Block): t.Identifier {
    this.current.mentions.push(block);
    return stateRef(block);
  }
  setHandler(block: Block | undefined): void {
    if (this.handler === block) return;
    this.handler = block;
    this.run(assign(prop(this.frame(), "_$h"), block ? this.mention(block) : t.numericLiteral(0)));
  }

  /** Would evaluating `e` later, once, give the same and do the same? */
  isStable(e: t.Node): boolean {
    switch (e.type) {
      case "Identifier": {
        const b = bindingOf(e);
        if (!b) return GLOBALS.has(e.name) || this.helpers.isHelper(e.name);
        return b.kind === "temp" || (isConstant(b) && !isOutsideBody(b, e));
      }
      case "MemberExpression": {
        if (e.computed || !t.isIdentifier(e.object)) return false;
        const b = bindingOf(e.object);
        if (!b) return GLOBALS.has(e.object.name);
        return (
          (b.kind === "import" && t.isImportNamespaceSpecifier(b.importedBy)) ||
          this.isArrayMethod(b, e.property)
        );
      }
      case "ThisExpression":
      case "Super":
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        return true;
      case "TemplateLiteral":
        return e.expressions.length === 0;
      case "UnaryExpression":
        return (
          (e.operator === "void" ||
            e.operator === "!" ||
            e.operator === "typeof" ||
            t.isNumericLiteral(e.argument)) &&
          this.isStable(e.argument)
        );
      case "ArrayExpression":
        return e.elements.every((x) => !x || (t.isExpression(x) && this.isStable(x)));
      case "ObjectExpression":
        return e.properties.every(
          (p) => t.isObjectProperty(p) && !p.computed && t.isExpression(p.value) && this.isStable(p.value),
        );
      case "RegExpLiteral":
        return true;
      default:
        return t.isLiteral(e);
    }
  }

  /** `list.push` of a `const list = []`: nobody gives an array a `push` of its own. */
  private isArrayMethod(b: Binding, name: t.Node): boolean {
    return (
      isConstant(b) && t.isArrayExpression(b.init) && t.isIdentifier(name) && ARRAY_METHODS.has(name.name)
    );
  }
}

/** Is `e` in the head of the very `for` that changes it? */
function isOutsideBody(b: Binding, e: t.Node): boolean {
  const loop = b.scope.node;
  if (b.writes.length === 0 || !t.isForStatement(loop)) return false;
  return e.start == null || loop.body.start == null || e.start < loop.body.start;
}

const ARRAY_METHODS = new Set([
  "push",
  "pop",
  "shift",
  "unshift",
  "splice",
  "slice",
  "concat",
  "indexOf",
  "includes",
  "join",
]);

/** Globals of the language that programs do not assign to. */
const GLOBALS = new Set(
  (
    "undefined NaN Infinity Math JSON console Object Array String Number Boolean Date RegExp Promise Error TypeError " +
    "RangeError SyntaxError ReferenceError EvalError URIError parseInt parseFloat isNaN isFinite globalThis " +
    "Uint8Array Uint8ClampedArray Int8Array Uint16Array Int16Array Uint32Array Int32Array Float32Array Float64Array " +
    "ArrayBuffer DataView encodeURIComponent decodeURIComponent setTimeout setInterval clearTimeout clearInterval"
  ).split(" "),
);
