import * as t from "@babel/types";
import { assign, at, bindingOf, exprStmt, mapChildren, patternIds, ref } from "./ast.ts";
import { Binding } from "./scopes.ts";

/** What stands for a variable: undefined leaves it as it is. `inClosure` tells of code that runs later. */
export type Place = (b: Binding, inClosure: boolean) => t.Expression | undefined;

/**
 * Replaces variables below `root` by other expressions. Their declarations become assignments; parameters are left
 * to the caller. Function declarations among them go to the front of their block.
 */
export function replaceBindings(root: t.Node, place: Place, owner: t.Node = root): void {
  new Replacer(place, owner).children(root, false);
}

/** The same for a list of statements, which may become longer. */
export function replaceInList(list: t.Statement[], place: Place): t.Statement[] {
  const block = t.blockStatement(list);
  replaceBindings(block, place);
  return block.body;
}

/** The same for one expression. */
export function replaceInExpression<T extends t.Expression | undefined>(e: T, place: Place): T {
  if (!e) return e;
  const holder = t.expressionStatement(e);
  replaceBindings(holder, place);
  return holder.expression as T;
}

class Replacer {
  constructor(
    private readonly place: Place,
    private readonly root: t.Node,
  ) {}

  children(node: t.Node, inner: boolean): void {
    // A function that stands at the root is the owner of the variables, not a closure over them.
    const closure = inner || (node !== this.root && (t.isFunction(node) || t.isStaticBlock(node)));
    mapChildren(node, (child, key) => {
      if (t.isFunction(node) && key === "params") {
        this.params(child, closure);
        return undefined;
      }
      if (key === "id" && t.isFunctionExpression(node)) return undefined;
      if (key === "id" && t.isClassExpression(node)) return undefined;
      if (key === "key" && t.isMethod(node)) return this.node(child, inner);
      if (key === "value" && t.isClassProperty(node)) return this.node(child, true);
      return this.node(child, closure);
    });
    if (t.isBlockStatement(node) || t.isProgram(node) || t.isStaticBlock(node)) hoist(node);
  }

  /** The names that parameters bind stay; what is evaluated for them does not. */
  private params(p: t.Node, closure: boolean): void {
    mapChildren(p, (child, key) => {
      if (t.isIdentifier(child) && key !== "right" && !(key === "key" && (p as t.ObjectProperty).computed))
        return undefined;
      if (key === "right" || (key === "key" && (p as t.ObjectProperty).computed))
        return this.node(child, closure);
      this.params(child, closure);
      return undefined;
    });
  }

  private at(node: t.Node, closure: boolean): t.Expression | undefined {
    const b = bindingOf(node);
    const e = b && this.place(b, closure);
    return e && at(e, node);
  }

  private node(node: t.Node, closure: boolean): t.Node | t.Node[] | undefined {
    switch (node.type) {
      case "Identifier":
        return this.at(node, closure);
      case "VariableDeclaration":
        return this.declaration(node, closure);
      case "FunctionDeclaration": {
        const target = node.id ? this.at(node.id, closure) : undefined;
        this.children(node, closure);
        if (!target) return undefined;
        const fn = at(t.functionExpression(null, node.params, node.body), node);
        return Object.assign(exprStmt(assign(target as t.LVal, fn)), { hoisted: true });
      }
      case "ClassDeclaration": {
        const target = node.id ? this.at(node.id, closure) : undefined;
        if (!target) break;
        const expression = at(t.classExpression(null, node.superClass, node.body), node);
        this.children(expression, closure);
        return exprStmt(assign(target as t.LVal, expression));
      }
      case "CatchClause": {
        const ids = node.param ? patternIds(node.param) : [];
        if (!node.param || !ids.some((id) => this.at(id, closure))) break;
        const value = new Binding("_$e", "catch", ids.map(bindingOf)[0]!.scope, undefined);
        const set = exprStmt(assign(node.param, ref(value)));
        node.param = ref(value);
        node.body = at(t.blockStatement([set, ...node.body.body]), node.body);
        break;
      }
      case "ForInStatement":
      case "ForOfStatement": {
        const left = node.left;
        if (!t.isVariableDeclaration(left)) break;
        const pattern = left.declarations[0].id;
        const ids = patternIds(pattern);
        if (!ids.some((id) => this.at(id, closure))) break;
        const value = new Binding("_$x", "const", ids.map(bindingOf)[0]!.scope, undefined);
        node.left = t.variableDeclaration("const", [t.variableDeclarator(ref(value))]);
        const set = t.variableDeclaration(left.kind, [t.variableDeclarator(pattern, ref(value))]);
        node.body = at(t.blockStatement([set, node.body]), node.body);
        break;
      }
      case "ForStatement": {
        const init = node.init;
        if (!t.isVariableDeclaration(init)) break;
        // The variables of a head move together or not at all.
        if (!init.declarations.flatMap((d) => patternIds(d.id)).some((id) => this.at(id, closure))) break;
        const sets = init.declarations.flatMap((d) =>
          d.init ? [at(assign(d.id as t.LVal, d.init), d)] : [],
        );
        node.init = sets.length > 1 ? t.sequenceExpression(sets) : (sets[0] ?? null);
        break;
      }
      case "ObjectProperty": {
        this.children(node, closure);
        if (node.shorthand) {
          const value = t.isAssignmentPattern(node.value) ? node.value.left : node.value;
          node.shorthand = t.isIdentifier(value) && t.isIdentifier(node.key) && value.name === node.key.name;
        }
        return undefined;
      }
      case "CallExpression":
      case "OptionalCallExpression":
      case "TaggedTemplateExpression": {
        const callee = t.isTaggedTemplateExpression(node) ? node.tag : node.callee;
        const moved = t.isIdentifier(callee) && bindingOf(callee);
        this.children(node, closure);
        const now = t.isTaggedTemplateExpression(node) ? node.tag : node.callee;
        if (!moved || !t.isMemberExpression(now) || ignoresThis(moved)) return undefined;
        // `f.callback()` would hand the frame over as `this`.
        const bare = t.sequenceExpression([t.numericLiteral(0), now]);
        if (t.isTaggedTemplateExpression(node)) node.tag = bare;
        else node.callee = bare;
        return undefined;
      }
      default:
    }
    this.children(node, closure);
    return undefined;
  }

  private declaration(node: t.VariableDeclaration, closure: boolean): t.Node | t.Node[] | undefined {
    const moved = node.declarations.map((d) => patternIds(d.id).filter((id) => this.at(id, closure)).length);
    if (moved.every((n) => n === 0)) {
      this.children(node, closure);
      return undefined;
    }
    const out: t.Statement[] = [];
    node.declarations.forEach((d, i) => {
      const ids = patternIds(d.id);
      if (moved[i] === 0) {
        const single = at(t.variableDeclaration(node.kind, [d]), d);
        this.children(single, closure);
        out.push(single);
        return;
      }
      const rest = ids.filter((id) => !this.at(id, closure));
      if (rest.length > 0) {
        const kind = node.kind === "var" ? "var" : "let";
        out.push(
          t.variableDeclaration(
            kind,
            rest.map((id) => t.variableDeclarator({ ...id })),
          ),
        );
      }
      if (!d.init && (node.kind === "var" || (t.isIdentifier(d.id) && bindingOf(d.id)?.fresh))) return;
      const value = d.init ?? t.unaryExpression("void", t.numericLiteral(0));
      const set = exprStmt(at(assign(d.id as t.LVal, value), d));
      this.children(set, closure);
      out.push(set);
    });
    return out;
  }
}

/** Is it known never to look at its `this`? */
function ignoresThis(b: Binding): boolean {
  return b.writes.length === 0 && b.kind === "const" && t.isArrowFunctionExpression(b.init);
}

function hoist(block: { body: t.Statement[] }): void {
  const first = block.body.filter((s) => (s as { hoisted?: boolean }).hoisted);
  if (first.length > 0) block.body = [...first, ...block.body.filter((s) => !first.includes(s))];
}
