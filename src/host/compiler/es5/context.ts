import babel, { type NodePath, type types } from "@babel/core";
import { BuildError } from "../errors.ts";
import { tracer, type ImageMap } from "../sourcemap.ts";
import { helperSources, type HelperName } from "./helpers.ts";

export const t = babel.types;

/** What the ES5 passes share: helpers that were asked for, names, and how to refuse something. */
export class Context {
  /** Whether anything in the program has an "@@iterator", so that for-of cannot be a plain index loop. */
  iterators = false;
  /** Whether the program has exceptions of `builtins`. */
  exceptions = false;
  readonly #helpers = new Map<HelperName, types.Identifier>();
  readonly #privateNames = new Map<string, number>();
  readonly #trace: ReturnType<typeof tracer>;

  constructor(
    readonly program: NodePath<types.Program>,
    map: ImageMap,
  ) {
    this.#trace = tracer(map);
  }

  /** Refers to a helper, which {@link insertHelpers} will put into the image. */
  helper(name: HelperName): types.Identifier {
    const known = this.#helpers.get(name);
    if (known) return t.cloneNode(known);
    for (const needed of helperSources[name].needs ?? []) this.helper(needed);
    const id = this.program.scope.generateUidIdentifier(name);
    this.#helpers.set(name, id);
    return t.cloneNode(id);
  }

  call(name: HelperName, ...args: types.Expression[]): types.CallExpression {
    return t.callExpression(this.helper(name), args);
  }

  /** The source file that a node comes from; empty for what the compiler has made. */
  readonly fileOf = ({ loc }: types.Node): string =>
    (loc ? this.#trace(loc.start.line, loc.start.column).file : undefined) ?? "";

  /** What an identifier is called in the user's source. */
  originalName({ loc, name }: types.Identifier): string {
    return (loc ? this.#trace(loc.start.line, loc.start.column).name : undefined) ?? name;
  }

  /** A property name for a private member that no other class uses: subclasses keep their own beside it. */
  privateKey(name: string): string {
    const count = this.#privateNames.get(name) ?? 0;
    this.#privateNames.set(name, count + 1);
    return `_$p_${name}${count === 0 ? "" : `_${count}`}`;
  }

  /** Declares all helpers that are in use. */
  insertHelpers(): void {
    for (const name of this.#helpers.keys()) {
      let code = helperSources[name].code;
      for (const [other, id] of this.#helpers) code = code.replaceAll(`$${other.toUpperCase()}$`, id.name);
      this.program.node.body.unshift(...babel.template.statements(code, { placeholderPattern: false })());
    }
  }

  /** Refuses a construct, at its place in the user's source. */
  refuse(node: types.Node, message: string, hint: string): never {
    const at = node.loc ? this.#trace(node.loc.start.line, node.loc.start.column) : {};
    throw new BuildError([{ message, hint, file: at.file, line: at.line, column: at.column }]);
  }
}

/** `[].slice.call(value, from)`, the form that Espruino knows. */
export function sliceCall(value: types.Expression, from = 0): types.CallExpression {
  const slice = t.memberExpression(t.arrayExpression(), t.identifier("slice"));
  const call = t.memberExpression(slice, t.identifier("call"));
  return t.callExpression(call, from === 0 ? [value] : [value, t.numericLiteral(from)]);
}

/** Whether a name means the engine's own global here. */
export function isGlobal(path: NodePath, node: types.Node | null | undefined, ...names: string[]): boolean {
  return (
    t.isIdentifier(node) &&
    (names.length === 0 || names.includes(node.name)) &&
    !path.scope.hasBinding(node.name, true)
  );
}
