import * as t from "@babel/types";
import { at, bindingOf, isFunctionLike, mapChildren, prop, walk } from "./ast.ts";
import type { Module } from "./module.ts";
import type { Func } from "./scopes.ts";

/**
 * What a state function cannot say for itself: `this`, `arguments`, `super` and `new.target` of the coroutine. The
 * frame brings them along.
 */
export class Outside {
  readonly parts: { slot: string; value: t.Expression }[] = [];

  constructor(
    private readonly func: Func,
    private readonly module: Module,
  ) {}

  replaceIn(list: t.Statement[]): t.Statement[] {
    const block = t.blockStatement(list);
    this.visit(block);
    return block.body;
  }

  private need(slot: string, value: () => t.Expression): t.Expression {
    if (!this.parts.some((p) => p.slot === slot)) this.parts.push({ slot, value: value() });
    return prop(t.identifier(this.func.frameName), slot);
  }

  private visit(node: t.Node): void {
    mapChildren(node, (child, key) => {
      if (key === "value" && t.isClassProperty(node)) return undefined;
      const replacement = this.replace(child);
      if (replacement) return at(replacement, child);
      if (isFunctionLike(child) && !t.isArrowFunctionExpression(child)) {
        // The name of a method is computed out here.
        if (t.isMethod(child) && child.computed)
          mapChildren(child, (c, k) => (k === "key" ? this.single(c) : undefined));
        return undefined;
      }
      this.visit(child);
      return undefined;
    });
  }

  private single(node: t.Node): t.Node {
    const replacement = this.replace(node);
    if (!replacement) this.visit(node);
    return replacement ?? node;
  }

  private replace(node: t.Node): t.Node | undefined {
    if (t.isPattern(node)) this.checkPattern(node);
    if (t.isThisExpression(node)) return this.need("_$this", () => t.thisExpression());
    if (t.isIdentifier(node, { name: "arguments" }) && !bindingOf(node)) {
      return this.need("_$args", () => t.identifier("arguments"));
    }
    if (t.isMetaProperty(node) && node.meta.name === "new")
      return t.unaryExpression("void", t.numericLiteral(0));
    if (t.isCallExpression(node) && t.isMemberExpression(node.callee) && t.isSuper(node.callee.object)) {
      return this.superCall(node, node.callee);
    }
    if (t.isAssignmentExpression(node) && t.isMemberExpression(node.left) && t.isSuper(node.left.object)) {
      if (node.operator !== "=" || node.left.computed) return this.refuse(node);
      const value = t.identifier("value");
      const name = node.left.property as t.Identifier;
      const right = this.single(node.right) as t.Expression;
      const arrow = (): t.Expression =>
        t.arrowFunctionExpression(
          [value],
          t.assignmentExpression("=", t.memberExpression(t.super(), name), value),
        );
      return t.callExpression(this.need(`_$set_${name.name}`, arrow), [right]);
    }
    if (
      t.isUpdateExpression(node) &&
      t.isMemberExpression(node.argument) &&
      t.isSuper(node.argument.object)
    ) {
      return this.refuse(node);
    }
    if (t.isMemberExpression(node) && t.isSuper(node.object)) {
      if (node.computed) return this.refuse(node);
      const name = node.property as t.Identifier;
      const arrow = (): t.Expression => t.arrowFunctionExpression([], t.memberExpression(t.super(), name));
      return t.callExpression(this.need(`_$get_${name.name}`, arrow), []);
    }
    return undefined;
  }

  private superCall(node: t.CallExpression, callee: t.MemberExpression): t.Node {
    if (callee.computed) return this.refuse(node);
    const name = callee.property as t.Identifier;
    const holder = t.arrayExpression(node.arguments as t.ArrayExpression["elements"]);
    this.visit(holder);
    const args = holder.elements as t.CallExpression["arguments"];
    const arrow = (): t.Expression => {
      const rest = t.identifier("args");
      const all = t.callExpression(t.memberExpression(t.super(), name), [
        t.spreadElement(t.identifier("args")),
      ]);
      return t.arrowFunctionExpression([t.restElement(rest)], all);
    };
    return t.callExpression(this.need(`_$super_${name.name}`, arrow), args);
  }

  private checkPattern(node: t.Pattern): void {
    walk(node, (n) => {
      if (t.isMemberExpression(n) && t.isSuper(n.object)) this.refuse(n);
      return !isFunctionLike(n);
    });
  }

  private refuse(node: t.Node): never {
    return this.module.refusals.fail(
      node,
      "this use of `super` in an async method",
      "call a method of this class that does it without being async",
    );
  }
}
