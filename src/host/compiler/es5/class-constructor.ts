import type { NodePath, types } from "@babel/core";
import type { Members } from "./class-body.ts";
import type { Base } from "./class-info.ts";
import { member } from "./classes.ts";
import { t, type Context } from "./context.ts";

interface Made {
  params: types.FunctionParameter[];
  body: types.BlockStatement;
  loc?: types.Node["loc"];
}

/** The function that stands for a class: its constructor, with the fields set and \`super(…)\` called on \`this\`. */
export function buildConstructor(
  path: NodePath<types.ClassMethod> | undefined,
  members: Members,
  base: Base | undefined,
  context: Context,
): Made {
  if (!path) return defaultConstructor(members, base, context);
  avoidCaptures(path, members);
  const inits = fieldInits(members, path.node.body);
  if (!base) {
    path.node.body.body.unshift(...inits.map((init) => t.expressionStatement(init)));
  } else {
    replaceSuperCalls(path, inits, base, context);
  }
  return { params: path.node.params as types.FunctionParameter[], body: path.node.body };
}

function defaultConstructor(members: Members, base: Base | undefined, context: Context): Made {
  const inits = fieldInits(members, undefined).map((init) => t.expressionStatement(init));
  if (!base) return { params: [], body: t.blockStatement(inits) };
  if (base.error !== undefined) {
    const message = t.identifier("message");
    // A field initialiser may mean another thing by that name.
    const clash = inits.some((init) => namesIn(init).has("message"));
    const param = clash ? t.identifier("$message") : message;
    const call = context.call("message", t.thisExpression(), t.cloneNode(param));
    return { params: [param], body: t.blockStatement([t.expressionStatement(call), ...inits]) };
  }
  const apply = t.memberExpression(t.cloneNode(base.ref), t.identifier("apply"));
  const call = t.callExpression(apply, [t.thisExpression(), t.identifier("arguments")]);
  return { params: [], body: t.blockStatement([t.expressionStatement(call), ...inits]) };
}

function fieldInits(members: Members, body: types.BlockStatement | undefined): types.Expression[] {
  const inits: types.Expression[] = [];
  for (const { key, value, loc } of members.fields) {
    // A bare declaration needs no code when the constructor sets the field anyway.
    if (!value && body && setsDirectly(body, key)) continue;
    const right = value ?? t.unaryExpression("void", t.numericLiteral(0));
    const init = t.assignmentExpression("=", member(t.thisExpression(), key), right);
    init.loc = loc ?? null;
    inits.push(init);
  }
  return inits;
}

function setsDirectly(body: types.BlockStatement, key: types.Expression): boolean {
  return body.body.some((statement) => {
    if (!t.isExpressionStatement(statement) || !t.isAssignmentExpression(statement.expression)) return false;
    const { left, operator } = statement.expression;
    if (operator !== "=" || !t.isMemberExpression(left) || !t.isThisExpression(left.object)) return false;
    return !left.computed && t.isStringLiteral(key) && t.isIdentifier(left.property, { name: key.value });
  });
}

/** Puts `Base.call(this, …)` and then the fields in the place of `super(…)`. */
function replaceSuperCalls(
  path: NodePath<types.ClassMethod>,
  inits: types.Expression[],
  base: Base,
  context: Context,
): void {
  path.traverse({
    ObjectMethod(inner) {
      inner.skip();
    },
    CallExpression(call) {
      if (!t.isSuper(call.node.callee)) return;
      const made = baseCall(call.node, base, context);
      const statement = call.parentPath;
      if (statement.isExpressionStatement()) {
        const fields = inits.map((init) => t.expressionStatement(t.cloneNode(init)));
        const first = t.expressionStatement(made);
        first.loc = statement.node.loc ?? null;
        statement.replaceWithMultiple([first, ...fields]);
      } else {
        const fields = inits.map((init) => t.cloneNode(init));
        call.replaceWith(t.sequenceExpression([made, ...fields, t.thisExpression()]));
      }
    },
  });
}

function baseCall(call: types.CallExpression, base: Base, context: Context): types.Expression {
  const args = call.arguments as types.Expression[];
  if (base.error === undefined) {
    if (args.some((arg) => t.isSpreadElement(arg))) {
      const apply = t.memberExpression(t.cloneNode(base.ref), t.identifier("apply"));
      return t.callExpression(apply, [t.thisExpression(), t.arrayExpression(args)]);
    }
    const method = t.memberExpression(t.cloneNode(base.ref), t.identifier("call"));
    return t.callExpression(method, [t.thisExpression(), ...args]);
  }
  const [message, options] = args;
  if (!message) return t.unaryExpression("void", t.numericLiteral(0));
  if (options || t.isSpreadElement(message)) return context.call("cause", t.thisExpression(), ...args);
  if (isText(message)) {
    const property = t.memberExpression(t.thisExpression(), t.identifier("message"));
    return t.assignmentExpression("=", property, message);
  }
  return context.call("message", t.thisExpression(), message);
}

function isText(node: types.Expression): boolean {
  if (t.isStringLiteral(node) || t.isTemplateLiteral(node)) return true;
  if (!t.isBinaryExpression(node, { operator: "+" })) return false;
  return isText(node.left as types.Expression) || isText(node.right);
}

/** Renames what the constructor binds where a field's initialiser means something outside by the same name. */
function avoidCaptures(path: NodePath<types.ClassMethod>, members: Members): void {
  const used = new Set(members.fields.flatMap(({ value }) => (value ? [...namesIn(value)] : [])));
  for (const name of Object.keys(path.scope.bindings)) if (used.has(name)) path.scope.rename(name);
}

function namesIn(node: types.Node): Set<string> {
  const names = new Set<string>();
  t.traverseFast(node, (inner) => {
    if (t.isIdentifier(inner)) names.add(inner.name);
  });
  return names;
}
