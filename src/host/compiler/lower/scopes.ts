import type * as t from "@babel/types";

export type BindingKind =
  | "param"
  | "var"
  | "let"
  | "const"
  | "function"
  | "class"
  | "import"
  | "catch"
  | "self"
  | "temp"
  | "box"
  | "frame";

/** A function, a field initialiser, a static block, or the module: code that runs as one. */
export interface Func {
  node: t.Node;
  parent: Func | undefined;
  /** Where the name of a function declaration is set: the start of the scope it stands in. */
  hoistedTo: number | undefined;
  coroutine: boolean;
  generator: boolean;
  arrow: boolean;
  /** Name of the parameter that holds the frame in its state functions. */
  frameName: string;
  /** The frame as something that functions inside can capture. */
  frame: Binding | undefined;
}

export interface Reference {
  node: t.Identifier;
  scope: Scope;
}

export class Binding {
  readonly refs: Reference[] = [];
  /** Those of the references that change it, its declaration not counted. */
  readonly writes: Reference[] = [];
  /** Offset behind which it has its value. */
  initEnd: number | undefined;
  /** The expression that a `const` or `let` starts with. */
  init: t.Node | undefined;
  /** Property of the frame that holds it; only where other coroutines reach for it there. */
  slot: string | undefined;
  /** How an import is imported. */
  importedBy: t.Node | undefined;
  /** Nothing else was in its place of the frame before: `let x;` needs no code. */
  fresh = false;
  /** It holds the result of an await, which is never something to be awaited. */
  awaited = false;
  /** Number of a temporary. */
  index = 0;

  constructor(
    readonly name: string,
    readonly kind: BindingKind,
    readonly scope: Scope,
    readonly id: t.Identifier | undefined,
  ) {}
}

export class Scope {
  readonly bindings = new Map<string, Binding>();

  constructor(
    readonly kind: "module" | "function" | "block" | "for" | "switch" | "catch" | "self",
    readonly node: t.Node,
    readonly parent: Scope | undefined,
    readonly func: Func,
    /** Is it entered more than once in a run of `func`? */
    readonly inLoop: boolean,
    /** The same for a loop that awaits. */
    readonly inAwaitLoop: boolean,
  ) {}

  declare(id: t.Identifier, kind: BindingKind): Binding {
    let b = this.bindings.get(id.name);
    if (!b) this.bindings.set(id.name, (b = new Binding(id.name, kind, this, id)));
    else if (kind !== b.kind) b.writes.push({ node: id, scope: this });
    return b;
  }

  find(name: string): Binding | undefined {
    return this.bindings.get(name) ?? this.parent?.find(name);
  }
}
