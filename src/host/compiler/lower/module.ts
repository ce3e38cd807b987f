import { generate } from "@babel/generator";
import * as t from "@babel/types";
import { bindingOf, mapTree, stateOf, walk } from "./ast.ts";
import { isConstant, uniqueName } from "./capture.ts";
import type { Refusals } from "./errors.ts";
import type { Helpers } from "./helpers.ts";
import type { LowerOptions } from "./index.ts";
import type { DeclaredTypes } from "./parse.ts";

/** What the coroutines of one module have in common. */
export class Module {
  /** Name of the variable or property that a function without a name is stored in. */
  readonly storedName = new WeakMap<t.Node, string>();
  /** Arrow functions that do nothing but make a frame. */
  readonly makers = new WeakSet<t.Node>();
  private readonly known = new Map<string, string>();
  private readonly counts = new Map<string, number>();

  constructor(
    readonly names: Set<string>,
    readonly helpers: Helpers,
    readonly refusals: Refusals,
    private readonly types: DeclaredTypes,
    private readonly options: LowerOptions,
  ) {}

  isArray(e: t.Expression): boolean {
    if (typeof e.start === "number" && this.options.isArrayAt?.(e.start)) return true;
    const id = t.isIdentifier(e) ? bindingOf(e)?.id : undefined;
    return typeof id?.start === "number" && this.types.arrays.has(id.start);
  }

  /** Can it be that awaiting the value of `e` does something, as far as the source tells? */
  mayBeAwaitable(e: t.Expression): boolean {
    return !this.isPlain(e);
  }

  private isPlain(e: t.Expression): boolean {
    switch (e.type) {
      case "Identifier": {
        const b = bindingOf(e);
        if (!b) return e.name === "undefined";
        if (b.awaited) return true;
        if (typeof b.id?.start === "number" && this.types.plain.has(b.id.start)) return true;
        return isConstant(b) && t.isExpression(b.init) && this.isPlain(b.init);
      }
      case "AwaitExpression":
      case "BinaryExpression":
      case "UpdateExpression":
      case "UnaryExpression":
      case "ObjectExpression":
      case "ArrayExpression":
      case "FunctionExpression":
      case "ArrowFunctionExpression":
      case "ClassExpression":
        return true;
      case "AssignmentExpression":
        return this.isPlain(e.right) && (e.operator === "=" || this.isPlain(e.left as t.Expression));
      case "ConditionalExpression":
        return this.isPlain(e.consequent) && this.isPlain(e.alternate);
      case "LogicalExpression":
        return this.isPlain(e.left) && this.isPlain(e.right);
      case "SequenceExpression":
        return this.isPlain(e.expressions.at(-1)!);
      default:
        return t.isLiteral(e);
    }
  }

  /** `(() => ({…}))()` → `{…}` */
  openCalls(program: t.Program): void {
    mapTree(program, (n) => {
      if (!t.isCallExpression(n) || n.arguments.length > 0 || !this.makers.has(n.callee)) return undefined;
      const maker = n.callee as t.ArrowFunctionExpression;
      return maker.params.length === 0 ? maker.body : undefined;
    });
  }

  nameState(base: string): string {
    for (;;) {
      const n = this.counts.get(base) ?? 0;
      this.counts.set(base, n + 1);
      const name = `${base}$${String(n)}`;
      if (!this.names.has(name)) return uniqueName(name, this.names);
    }
  }

  /** Very short state functions are often the same in many coroutines: one is enough. */
  nameOfKnown(fn: t.FunctionDeclaration): string | undefined {
    const key = this.keyOf(fn);
    return key === undefined ? undefined : this.known.get(key);
  }
  remember(fn: t.FunctionDeclaration, name: string): void {
    const key = this.keyOf(fn);
    if (key !== undefined) this.known.set(key, name);
  }

  private keyOf(fn: t.FunctionDeclaration): string | undefined {
    if (fn.body.body.length > 1) return undefined;
    let closed = true;
    walk(fn.body, (n) => {
      if (stateOf(n) || t.isFunction(n) || t.isCallExpression(n)) closed = false;
      return closed;
    });
    return closed ? generate(fn, { comments: false, compact: true }).code : undefined;
  }

  /** Notes the names of functions that are stored in something. */
  noteNames(program: t.Program): void {
    walk(program, (n) => {
      if (t.isVariableDeclarator(n) && n.init && t.isIdentifier(n.id)) this.storedName.set(n.init, n.id.name);
      if (t.isAssignmentExpression(n) && t.isIdentifier(n.left)) this.storedName.set(n.right, n.left.name);
      if (
        (t.isObjectProperty(n) || t.isClassProperty(n)) &&
        n.value &&
        t.isIdentifier(n.key) &&
        !n.computed
      ) {
        this.storedName.set(n.value, n.key.name);
      }
      return undefined;
    });
  }
}
