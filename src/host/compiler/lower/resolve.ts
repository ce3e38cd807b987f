import * as t from "@babel/types";
import { bind, bindingOf, children, hasAwait, isFunctionLike, patternIds } from "./ast.ts";
import { type Binding, type Func, Scope } from "./scopes.ts";

export interface Resolved {
  bindings: Binding[];
  /** Coroutines, inner before outer and otherwise as they stand in the source. */
  coroutines: Func[];
  /** Every name in the module. */
  names: Set<string>;
}

/** Finds out what every identifier stands for. */
export function resolve(program: t.Program): Resolved {
  return new Resolver().run(program);
}

class Resolver {
  private readonly scopes: Scope[] = [];
  private readonly funcs: Func[] = [];
  private readonly names = new Set<string>();

  run(program: t.Program): Resolved {
    const func = this.func(program, undefined, undefined);
    const scope = this.open("module", program, undefined, func);
    this.declareVars(program, scope);
    this.declareLexical(program.body, scope);
    for (const s of program.body) this.visit(s, scope);
    return {
      bindings: this.scopes.flatMap((s) => [...s.bindings.values()]),
      coroutines: this.funcs.filter((f) => f.coroutine).sort((a, b) => (a.node.end ?? 0) - (b.node.end ?? 0)),
      names: this.names,
    };
  }

  private func(node: t.Node, parent: Func | undefined, hoistedTo: number | undefined, isField = false): Func {
    const fn = t.isFunction(node) && !isField ? node : undefined;
    const made: Func = {
      node,
      parent,
      hoistedTo,
      coroutine: fn?.async ?? false,
      generator: fn?.generator ?? false,
      arrow: t.isArrowFunctionExpression(fn),
      frameName: "f",
      frame: undefined,
    };
    this.funcs.push(made);
    return made;
  }

  private open(kind: Scope["kind"], node: t.Node, parent: Scope | undefined, func: Func): Scope {
    const same = parent?.func === func ? parent : undefined;
    const loop = t.isLoop(node);
    const scope = new Scope(
      kind,
      node,
      parent,
      func,
      loop || (same?.inLoop ?? false),
      (loop && hasAwait(node)) || (same?.inAwaitLoop ?? false),
    );
    this.scopes.push(scope);
    return scope;
  }

  /** `var` of a whole function body. */
  private declareVars(node: t.Node, scope: Scope): void {
    for (const child of children(node)) {
      if (isFunctionLike(child) || t.isClass(child)) continue;
      if (t.isVariableDeclaration(child) && child.kind === "var") {
        for (const d of child.declarations) {
          for (const id of patternIds(d.id)) {
            const b = scope.declare(id, "var");
            if (d.init) b.writes.push({ node: id, scope });
          }
        }
      }
      this.declareVars(child, scope);
    }
  }

  private declareLexical(list: readonly t.Node[], scope: Scope): void {
    for (const item of list) {
      const s = (t.isExportNamedDeclaration(item) || t.isExportDefaultDeclaration(item)) && item.declaration;
      const node = s ? s : item;
      if (t.isVariableDeclaration(node)) this.declareDeclaration(node, scope);
      else if (t.isFunctionDeclaration(node) && node.id) scope.declare(node.id, "function");
      else if (t.isClassDeclaration(node) && node.id)
        scope.declare(node.id, "class").initEnd = node.end ?? undefined;
      else if (t.isImportDeclaration(node)) {
        for (const i of node.specifiers) scope.declare(i.local, "import").importedBy = i;
      }
    }
  }

  private declareDeclaration(node: t.VariableDeclaration, scope: Scope, headEnd?: number | null): void {
    if (node.kind === "var") return;
    for (const d of node.declarations) {
      for (const id of patternIds(d.id)) {
        const b = scope.declare(id, node.kind === "const" ? "const" : "let");
        b.initEnd = headEnd ?? d.end ?? d.id.end ?? undefined;
        if (t.isIdentifier(d.id) && d.init) b.init = d.init;
      }
    }
  }

  private visitAll(nodes: readonly t.Node[], scope: Scope): void {
    for (const n of nodes) this.visit(n, scope);
  }

  private visit(node: t.Node | null | undefined, scope: Scope): void {
    if (!node) return;
    if (t.isIdentifier(node)) return this.use(node, scope, false);
    if (t.isFunction(node)) return this.visitFunction(node, scope);
    switch (node.type) {
      case "MemberExpression":
      case "OptionalMemberExpression":
        this.visit(node.object, scope);
        if (node.computed) this.visit(node.property, scope);
        else this.name(node.property);
        return;
      case "ObjectProperty":
      case "ClassProperty":
        if (node.computed) this.visit(node.key, scope);
        else this.name(node.key);
        if (t.isObjectProperty(node)) this.visit(node.value, scope);
        else if (node.value) this.visitLater(node.value, scope);
        return;
      case "StaticBlock": {
        const inner = this.visitLaterScope(node, scope);
        this.declareVars(node, inner);
        this.declareLexical(node.body, inner);
        return this.visitAll(node.body, inner);
      }
      case "ClassExpression":
      case "ClassDeclaration": {
        let inner = scope;
        if (node.id && t.isClassExpression(node)) {
          inner = this.open("self", node, scope, scope.func);
          inner.declare(node.id, "self");
        }
        if (node.id) this.use(node.id, inner, false);
        this.visit(node.superClass, inner);
        return this.visitAll(node.body.body, inner);
      }
      case "BlockStatement":
        return this.visitBlock(node, scope);
      case "SwitchStatement": {
        this.visit(node.discriminant, scope);
        const inner = this.open("switch", node, scope, scope.func);
        this.declareLexical(
          node.cases.flatMap((c) => c.consequent),
          inner,
        );
        return this.visitAll(node.cases, inner);
      }
      case "CatchClause": {
        const inner = this.open("catch", node, scope, scope.func);
        if (node.param) {
          for (const id of patternIds(node.param)) inner.declare(id, "catch");
          this.visitTarget(node.param, inner, false);
        }
        return this.visitBlock(node.body, inner);
      }
      case "WhileStatement":
      case "DoWhileStatement":
      case "ForStatement":
      case "ForInStatement":
      case "ForOfStatement":
        return this.visitLoop(node, scope);
      case "VariableDeclarator":
        this.visitTarget(node.id, scope, false);
        return this.visit(node.init, scope);
      case "AssignmentExpression":
        this.visitTarget(node.left, scope, true);
        return this.visit(node.right, scope);
      case "UpdateExpression":
        return this.visitTarget(node.argument, scope, true);
      case "LabeledStatement":
        return this.visit(node.body, scope);
      case "BreakStatement":
      case "ContinueStatement":
      case "ImportDeclaration":
      case "ExportAllDeclaration":
      case "MetaProperty":
        for (const c of children(node)) this.names.add(t.isIdentifier(c) ? c.name : "");
        if (t.isImportDeclaration(node)) for (const s of node.specifiers) this.use(s.local, scope, false);
        return;
      case "ExportSpecifier":
        if (t.isIdentifier(node.local)) this.use(node.local, scope, false);
        return;
      case "ExportNamedDeclaration":
        // `export { a } from "m"` names nothing of this module.
        if (node.source) return;
        return this.visitAll(children(node), scope);
      default:
        return this.visitAll(children(node), scope);
    }
  }

  private name(node: t.Node): void {
    if (t.isIdentifier(node)) this.names.add(node.name);
  }

  private visitBlock(node: t.BlockStatement, scope: Scope): void {
    const inner = this.open("block", node, scope, scope.func);
    this.declareLexical(node.body, inner);
    this.visitAll(node.body, inner);
  }

  private visitLoop(node: t.Loop, scope: Scope): void {
    const inner = this.open("for", node, scope, scope.func);
    if (t.isForStatement(node)) {
      if (t.isVariableDeclaration(node.init)) this.declareDeclaration(node.init, inner, node.init.end);
      this.visitAll(children(node), inner);
    } else if (t.isForXStatement(node)) {
      if (t.isVariableDeclaration(node.left)) {
        this.declareDeclaration(node.left, inner, node.right.end);
        this.visit(node.left, inner);
      } else this.visitTarget(node.left, inner, true);
      this.visit(node.right, scope);
      this.visit(node.body, inner);
    } else this.visitAll(children(node), inner);
  }

  private visitLaterScope(node: t.Node, scope: Scope): Scope {
    return this.open("function", node, scope, this.func(node, scope.func, undefined, true));
  }

  private visitLater(node: t.Node, scope: Scope): void {
    this.visit(node, this.visitLaterScope(node, scope));
  }

  private visitFunction(node: t.Function, scope: Scope): void {
    let outer = scope;
    if ("key" in node) {
      if (node.computed) this.visit(node.key, scope);
      else this.name(node.key);
    }
    if (t.isFunctionDeclaration(node) && node.id) this.use(node.id, scope, false);
    if (t.isFunctionExpression(node) && node.id) {
      outer = this.open("self", node, scope, scope.func);
      this.use(outer.declare(node.id, "self").id ?? node.id, outer, false);
    }
    const declared = t.isFunctionDeclaration(node);
    const hoistedTo = declared ? (scope.node.start ?? undefined) : undefined;
    const inner = this.open("function", node, outer, this.func(node, scope.func, hoistedTo));
    for (const p of node.params) {
      for (const id of patternIds(p)) inner.declare(id, "param");
    }
    for (const p of node.params) this.visitTarget(p, inner, false);
    this.declareVars(node.body, inner);
    if (t.isBlockStatement(node.body)) {
      this.declareLexical(node.body.body, inner);
      this.visitAll(node.body.body, inner);
    } else {
      this.visit(node.body, inner);
    }
  }

  /** What is assigned to or declared. */
  private visitTarget(node: t.Node, scope: Scope, write: boolean): void {
    switch (node.type) {
      case "Identifier":
        return this.use(node, scope, write);
      case "AssignmentPattern":
        this.visitTarget(node.left, scope, write);
        return this.visit(node.right, scope);
      case "RestElement":
        return this.visitTarget(node.argument, scope, write);
      case "ArrayPattern":
        for (const e of node.elements) if (e) this.visitTarget(e, scope, write);
        return;
      case "ObjectPattern":
        for (const p of node.properties) {
          if (t.isRestElement(p)) this.visitTarget(p.argument, scope, write);
          else {
            if (p.computed) this.visit(p.key, scope);
            else this.name(p.key);
            this.visitTarget(p.value, scope, write);
          }
        }
        return;
      default:
        this.visit(node, scope);
    }
  }

  private use(node: t.Identifier, scope: Scope, write: boolean): void {
    this.names.add(node.name);
    const b = scope.find(node.name);
    if (!b || bindingOf(node) === b) return;
    bind(node, b);
    const reference = { node, scope };
    b.refs.push(reference);
    if (write) b.writes.push(reference);
  }
}
