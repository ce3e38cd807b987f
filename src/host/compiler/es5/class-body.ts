import type { NodePath, types } from "@babel/core";
import type { Base } from "./class-info.ts";
import { t, type Context } from "./context.ts";

/** The parts of a class body, sorted by what becomes of them. */
export interface Members {
  constructor: types.ClassMethod | undefined;
  methods: {
    key: types.Expression;
    isStatic: boolean;
    kind: "method" | "get" | "set";
    value: types.FunctionExpression;
  }[];
  /** `this.key = value`, for every instance. */
  fields: { key: types.Expression; value: types.Expression | undefined; loc: types.Node["loc"] }[];
  /** `C.key = value` and static blocks, in their order. */
  statics: ({ key: types.Expression; value: types.Expression } | { block: types.Statement[] })[];
  /** Temporaries for computed keys, which are evaluated once. */
  keys: { id: types.Identifier; value: types.Expression }[];
}

/** Gives private names (`#x`) ordinary property names, here and in nested classes. */
export function replacePrivateNames(path: NodePath<types.Class>, context: Context): void {
  const keys = new Map<string, string>();
  for (const member of path.node.body.body) {
    const key = "key" in member ? member.key : undefined;
    if (t.isPrivateName(key) && !keys.has(key.id.name))
      keys.set(key.id.name, context.privateKey(key.id.name));
  }
  if (keys.size === 0) return;
  path.traverse({
    PrivateName(name) {
      const key = keys.get(name.node.id.name);
      if (key === undefined) return;
      const { parent } = name;
      if (t.isBinaryExpression(parent) && parent.left === name.node) {
        const text = t.stringLiteral(key);
        // Tells the minifier that the text is a property name.
        t.addComment(text, "leading", " @__KEY__ ");
        name.replaceWith(text);
      } else if (t.isClassPrivateMethod(parent)) {
        const { kind, params, body, static: isStatic, async, generator, loc } = parent;
        const method = t.classMethod(
          kind,
          t.identifier(key),
          params,
          body,
          false,
          isStatic,
          generator,
          async,
        );
        name.parentPath.replaceWith({ ...method, loc: loc ?? null });
      } else if (t.isClassPrivateProperty(parent)) {
        const field = t.classProperty(t.identifier(key), parent.value, null, null, false, parent.static);
        name.parentPath.replaceWith({ ...field, loc: parent.loc ?? null });
      } else {
        name.replaceWith(t.identifier(key));
      }
    },
  });
}

/** Puts calls of the base in the place of `super`. Returns the `super(…)` calls, which it leaves to the caller. */
export function replaceSuper(path: NodePath<types.Class>, base: Base | undefined, context: Context): void {
  for (const member of path.get("body").get("body")) {
    const isStatic = t.isStaticBlock(member.node) || ("static" in member.node && member.node.static === true);
    member.traverse({
      ObjectMethod(inner) {
        inner.skip();
      },
      Super(place) {
        const outer = place.parentPath;
        if (outer.isCallExpression() && outer.node.callee === place.node) return;
        if (!outer.isMemberExpression()) return;
        replaceSuperMember(outer, base, isStatic, context);
      },
    });
  }
}

function replaceSuperMember(
  member: NodePath<types.MemberExpression>,
  base: Base | undefined,
  isStatic: boolean,
  context: Context,
): void {
  const { node, parentPath } = member;
  const name = !node.computed && t.isIdentifier(node.property) ? node.property.name : undefined;
  if (name !== undefined && base?.info?.accessors.has(name) === true) {
    context.refuse(node, `super.${name}, which is a getter or setter`, "give the base class a method for it");
  }
  if (
    parentPath.isAssignmentExpression() &&
    parentPath.node.left === node &&
    parentPath.node.operator === "="
  ) {
    node.object = t.thisExpression();
    return;
  }
  const from = base ? t.cloneNode(base.ref) : t.identifier("Object");
  node.object = isStatic ? from : t.memberExpression(from, t.identifier("prototype"));
  if (parentPath.isCallExpression() && parentPath.node.callee === node) {
    parentPath.node.callee = t.memberExpression(node, t.identifier("call"));
    parentPath.node.arguments.unshift(t.thisExpression());
  } else if (base && !base.info) {
    // A class that cannot be seen from here may have a getter there, which wants to know whose it is.
    const key = name === undefined ? (node.property as types.Expression) : t.stringLiteral(name);
    member.replaceWith(context.call("superGet", node.object, key, t.thisExpression()));
  }
}

export function sortMembers(path: NodePath<types.Class>, self: types.Identifier, context: Context): Members {
  const members: Members = { constructor: undefined, methods: [], fields: [], statics: [], keys: [] };
  const keyOf = (member: types.ClassMethod | types.ClassProperty): types.Expression => {
    const key = member.key;
    if (!member.computed) return t.isIdentifier(key) ? t.stringLiteral(key.name) : key;
    if (t.isLiteral(key)) return key;
    const id = path.scope.generateUidIdentifier("key");
    members.keys.push({ id, value: key });
    return t.cloneNode(id);
  };
  for (const member of path.get("body").get("body")) {
    const { node } = member;
    if (member.isClassMethod()) {
      const method = member.node;
      if (method.kind === "constructor") {
        members.constructor = method;
        continue;
      }
      if (method.generator) context.refuse(method, "a generator method", "return an array, or make it async");
      const value = t.functionExpression(
        null,
        method.params as types.Identifier[],
        method.body,
        false,
        method.async,
      );
      value.loc = method.loc;
      members.methods.push({ key: keyOf(method), isStatic: method.static, kind: method.kind, value });
    } else if (member.isClassProperty()) {
      const field = member.node;
      if (field.decorators?.length)
        context.refuse(field, "a decorator", "call a function on the class instead");
      if (!field.static) {
        members.fields.push({ key: keyOf(field), value: field.value ?? undefined, loc: field.loc });
      } else {
        if (field.value) replaceThis(member, self);
        const value = field.value ?? t.unaryExpression("void", t.numericLiteral(0));
        members.statics.push({ key: keyOf(field), value });
      }
    } else if (member.isStaticBlock()) {
      replaceThis(member, self);
      members.statics.push({ block: member.node.body });
    } else {
      context.refuse(node, `a class member of this kind (${node.type})`, "write a method or a plain field");
    }
  }
  return members;
}

/** `this` of a static initialiser is the class. */
function replaceThis(path: NodePath, self: types.Identifier): void {
  path.traverse({
    ThisExpression(inner) {
      inner.replaceWith(t.cloneNode(self));
    },
    Function(inner) {
      if (!inner.isArrowFunctionExpression()) inner.skip();
    },
  });
}
