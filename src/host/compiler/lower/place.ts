import * as t from "@babel/types";
import { at, bindingOf, children, eachVariable, isFunctionLike, patternIds, prop } from "./ast.ts";
import { isConstant, uniqueName } from "./capture.ts";
import { replaceBindings } from "./replace.ts";
import { Binding, type Func, type Scope } from "./scopes.ts";
import type { State } from "./states.ts";

interface Use {
  states: Set<State>;
  /** Those where a function that may run later mentions it. */
  closures: Set<State>;
  count: number;
}

/** What the frame starts with: property and the variable that is its value. */
export type FrameParts = { slot: string; value: Binding }[];

/**
 * Gives each variable of a coroutine its place: a variable of the one state function where it is used, or a property
 * of the frame.
 */
export class Placement {
  private readonly uses = new Map<Binding, Use>();
  private readonly slots = new Map<Binding, string>();
  private readonly owners = new Map<string, Binding[]>();
  private readonly inLoopAgain: boolean;

  constructor(
    private readonly func: Func,
    private readonly states: readonly State[],
    private readonly names: Set<string>,
    bindings: readonly Binding[],
  ) {
    for (const s of states) for (const x of s.body) this.count(x, s, false);
    this.inLoopAgain =
      bindings.some((b) => b.scope.func === func && b.scope.inAwaitLoop) || hasLoop(func.node);
    for (const b of bindings) {
      if (b.scope.func === func && b.slot !== undefined) this.owners.set(b.slot, [b]);
    }
    for (const b of this.uses.keys()) {
      if (this.isForeign(b) || b.kind === "param" || this.isSpread(b)) this.slots.set(b, this.slotFor(b));
    }
  }

  private count(node: t.Node, state: State, closure: boolean): void {
    const b = bindingOf(node);
    if (b && this.concerns(b)) {
      let use = this.uses.get(b);
      if (!use) this.uses.set(b, (use = { states: new Set(), closures: new Set(), count: 0 }));
      use.states.add(state);
      if (closure) use.closures.add(state);
      use.count++;
    }
    const inner = closure || isFunctionLike(node);
    for (const c of children(node))
      this.count(c, state, inner || (t.isClassProperty(node) && c === node.value));
  }

  private concerns(b: Binding): boolean {
    if (b.scope.kind === "module") return b.scope.func.parent !== undefined || b.kind === "frame";
    if (b === this.func.frame) return true;
    if (b.scope.func === this.func) return b.kind !== "self";
    return this.isForeign(b);
  }

  /** Does it belong to a function around this coroutine? */
  private isForeign(b: Binding): boolean {
    if (b.scope.kind === "module" || b === this.func.frame) return false;
    for (let f = this.func.parent; f; f = f.parent) if (b.scope.func === f) return true;
    return false;
  }

  private isSpread(b: Binding): boolean {
    if (b === this.func.frame) return false;
    const use = this.uses.get(b)!;
    if (use.states.size > 1) return true;
    if (b.kind === "var") return this.inLoopAgain;
    if (b.scope.kind !== "switch" || b.kind === "temp") return false;
    // A variable declared in one `case` and used in another has no declaration to stay at.
    const cases = (b.scope.node as t.SwitchStatement).cases ?? [];
    return cases.filter((c) => b.refs.some((r) => within(r.node, c))).length !== 1;
  }

  private slotFor(b: Binding): string {
    if (b.kind === "temp") return `_$t${String(b.index)}`;
    const base = b.kind === "frame" ? "_$u" : `_$$${b.name}`;
    for (let i = 0; ; i++) {
      const slot = i === 0 ? base : `${base}$${String(i)}`;
      const owners = this.owners.get(slot) ?? [];
      if (owners.every((o) => this.canShare(o, b))) {
        b.fresh = owners.length === 0 && !b.scope.inAwaitLoop;
        this.owners.set(slot, [...owners, b]);
        return slot;
      }
    }
  }

  private canShare(a: Binding, b: Binding): boolean {
    const plain = (x: Binding): boolean =>
      x.slot === undefined &&
      x.scope.func === this.func &&
      x.kind !== "param" &&
      this.uses.get(x)?.closures.size === 0;
    return plain(a) && plain(b) && !isAround(a.scope, b.scope) && !isAround(b.scope, a.scope);
  }

  /** Puts every variable of the states into its place; gives what the frame starts with. */
  apply(): FrameParts {
    for (const s of this.states) this.snapshots(s);
    for (const s of this.states) {
      const block = t.blockStatement(s.body);
      replaceBindings(block, (b, closure) => this.at(b, closure));
      s.body = block.body;
    }
    const parts: FrameParts = [];
    for (const [b, slot] of this.slots)
      if (b.kind === "param" && b.scope.func === this.func) parts.push({ slot, value: b });
    for (const [b, slot] of this.slots) if (this.isForeign(b)) parts.push({ slot, value: b });
    return parts;
  }

  private at(b: Binding, closure: boolean): t.Expression | undefined {
    if (b === this.func.frame) return t.identifier(this.func.frameName);
    const slot = this.slots.get(b);
    if (slot === undefined || (closure && this.hasSnapshot(b))) return undefined;
    return prop(t.identifier(this.func.frameName), slot);
  }

  /** A closure keeps the variable of its own turn of a loop, not the property that the next turn writes. */
  private hasSnapshot(b: Binding): boolean {
    if (b.scope.func !== this.func || !b.scope.inAwaitLoop || b.kind === "temp") return false;
    return this.slots.has(b) && this.uses.get(b)!.closures.size > 0 && isConstant(b);
  }

  private snapshots(s: State): void {
    for (const [b, use] of this.uses) {
      if (!use.closures.has(s) || !this.hasSnapshot(b)) continue;
      const value = prop(t.identifier(this.func.frameName), this.slots.get(b)!);
      const declaration = t.variableDeclaration("const", [
        t.variableDeclarator(t.identifier(localName(b)), value),
      ]);
      if (!insertBehind(s.body, b, declaration)) s.body.unshift(declaration);
    }
  }

  /** Blocks have been opened up: a name that means several things gets a number where it stays a variable. */
  rename(): void {
    const meanings = new Map<string, Set<unknown>>();
    for (const s of this.states) {
      for (const x of s.body) {
        eachVariable(x, (id) => {
          const known = meanings.get(id.name) ?? new Set();
          meanings.set(id.name, known.add(bindingOf(id) ?? id.name));
        });
      }
    }
    for (const b of this.uses.keys()) {
      if (this.isForeign(b) || (this.slots.has(b) && !this.hasSnapshot(b))) continue;
      if (b.kind === "temp" || (meanings.get(b.name)?.size ?? 0) > 1)
        local.set(b, uniqueName(b.name, this.names));
    }
    const set = (id: t.Identifier): void => {
      const b = bindingOf(id);
      if (b && local.has(b)) id.name = localName(b);
    };
    for (const s of this.states) for (const x of s.body) eachVariable(x, set);
  }

  countOf(b: Binding): number {
    return this.uses.get(b)?.count ?? 0;
  }
  /** Lets `b` have this name in the state where it is used. */
  setName(b: Binding, name: string, state: State): void {
    local.set(b, name);
    for (const x of state.body) {
      eachVariable(x, (id) => {
        if (bindingOf(id) === b) id.name = name;
      });
    }
  }
  isLocal(b: Binding): boolean {
    return !this.slots.has(b);
  }
}

const local = new WeakMap<Binding, string>();

export function localName(b: Binding): string {
  return local.get(b) ?? b.name;
}

function within(a: t.Node, b: t.Node): boolean {
  return a.start != null && b.start != null && a.start >= b.start && a.start < b.end!;
}

function isAround(outer: Scope, inner: Scope): boolean {
  for (let s: Scope | undefined = inner; s; s = s.parent) if (s === outer) return true;
  return false;
}

function hasLoop(node: t.Node): boolean {
  return children(node).some((c) => t.isLoop(c) || (!isFunctionLike(c) && hasLoop(c)));
}

function declares(s: t.Statement, b: Binding): boolean {
  if (t.isVariableDeclaration(s))
    return s.declarations.some((d) => patternIds(d.id).some((id) => bindingOf(id) === b));
  if (t.isFunctionDeclaration(s) || t.isClassDeclaration(s)) return !!s.id && bindingOf(s.id) === b;
  return false;
}

/** Inserts `added` behind the declaration of `b`, wherever in the straight code that stands. */
function insertBehind(list: t.Statement[], b: Binding, added: t.Statement): boolean {
  for (let i = 0; i < list.length; i++) {
    const s = list[i];
    if (declares(s, b)) {
      list.splice(i + 1, 0, at(added, s));
      return true;
    }
    const inner = t.isIfStatement(s) ? [s.consequent, s.alternate] : t.isSwitchStatement(s) ? s.cases : [s];
    for (const x of inner) {
      if (t.isBlockStatement(x) && insertBehind(x.body, b, added)) return true;
      if (t.isSwitchCase(x) && insertBehind(x.consequent, b, added)) return true;
    }
  }
  return false;
}
