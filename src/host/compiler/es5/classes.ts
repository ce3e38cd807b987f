import type { NodePath, types } from "@babel/core";
import { replacePrivateNames, replaceSuper, sortMembers, type Members } from "./class-body.ts";
import {
  findBase,
  hasExceptions,
  namesWithStatics,
  type Base,
  type ClassInfo,
  type ClassTable,
} from "./class-info.ts";
import { buildConstructor } from "./class-constructor.ts";
import { t, type Context } from "./context.ts";

/** Turns every class into a function, its prototype and, where there is a base, a call of a small helper. */
export function lowerClasses(context: Context): void {
  const table: ClassTable = new WeakMap();
  const assigned = namesWithStatics(context.program);
  context.exceptions = hasExceptions(context.program);
  context.program.traverse({
    VariableDeclaration(path) {
      const { declarations, kind } = path.node;
      if (declarations.length < 2 || !declarations.some(({ init }) => t.isClass(init))) return;
      if (!path.parentPath.isBlockStatement() && !path.parentPath.isProgram()) return;
      path.replaceWithMultiple(declarations.map((one) => t.variableDeclaration(kind, [one])));
    },
    Class: {
      exit(path) {
        lowerClass(path, table, assigned, context);
      },
    },
  });
}

function lowerClass(
  path: NodePath<types.Class>,
  table: ClassTable,
  assigned: Set<string>,
  context: Context,
): void {
  const place = statementPlace(path);
  const self =
    place?.id ?? (path.node.id ? t.identifier(path.node.id.name) : path.scope.generateUidIdentifier("C"));
  if (path.node.id && path.node.id.name !== self.name) path.scope.rename(path.node.id.name, self.name);

  const base = findBase(path, table, context);
  replacePrivateNames(path, context);
  replaceSuper(path, base, context);
  const constructorPath = path
    .get("body")
    .get("body")
    .find((member): member is NodePath<types.ClassMethod> => member.isClassMethod({ kind: "constructor" }));
  const members = sortMembers(path, self, context);
  const info = describe(members, base, constructorPath, assigned.has(self.name));
  if (base?.info?.returns === true) {
    context.refuse(
      path.node,
      "a class whose base class returns another object from its constructor",
      "use a function",
    );
  }
  const made = buildConstructor(constructorPath, members, base, context);
  made.loc = (constructorPath ?? path).node.loc ?? null;

  const setup = setUp(self, members, base, assigned, path, context);
  const before: types.Statement[] = members.keys.map(({ id, value }) => variable(id, value));
  if (base?.value) before.unshift(variable(t.cloneNode(base.ref), base.value));

  if (place) {
    table.set(self, info);
    const declared = place.asVariable
      ? variable(self, t.functionExpression(null, made.params, made.body))
      : t.functionDeclaration(self, made.params, made.body);
    declared.loc = made.loc;
    place.path.replaceWithMultiple([...before, declared, ...setup]);
    return;
  }
  if (before.length + setup.length === 0) {
    path.replaceWith(t.functionExpression(mentions(path, self) ? self : null, made.params, made.body));
    return;
  }
  const declared = t.functionDeclaration(self, made.params, made.body);
  declared.loc = made.loc;
  const body = t.blockStatement([...before, declared, ...setup, t.returnStatement(t.cloneNode(self))]);
  path.replaceWith(t.callExpression(t.arrowFunctionExpression([], body), []));
}

interface Place {
  /** The statement that the class is the whole of. */
  path: NodePath;
  id: types.Identifier;
  /** Whether it must stay a `var`, because a function declaration would be visible in this block only. */
  asVariable: boolean;
}

/** Where a class stands as a statement of its own: `class A {}` or `var A = class {}`. */
function statementPlace(path: NodePath<types.Class>): Place | undefined {
  if (path.isClassDeclaration())
    return path.node.id ? { path, id: path.node.id, asVariable: false } : undefined;
  const declarator = path.parentPath;
  const statement = declarator?.parentPath;
  if (!declarator?.isVariableDeclarator() || !statement?.isVariableDeclaration()) return undefined;
  const { id } = declarator.node;
  if (!t.isIdentifier(id) || statement.node.declarations.length !== 1) return undefined;
  const holder = statement.parentPath;
  if (!holder?.isBlockStatement() && !holder?.isProgram()) return undefined;
  const nested = holder.isBlockStatement() && !holder.parentPath.isFunction();
  return { path: statement, id, asVariable: statement.node.kind === "var" && nested };
}

function describe(
  members: Members,
  base: Base | undefined,
  constructor: NodePath<types.ClassMethod> | undefined,
  assigned: boolean,
): ClassInfo {
  const accessors = new Set(base?.info?.accessors);
  for (const { key, kind } of members.methods)
    if (kind !== "method" && t.isStringLiteral(key)) accessors.add(key.value);
  let returns = base?.info?.returns ?? false;
  constructor?.traverse({
    Function(inner) {
      inner.skip();
    },
    ReturnStatement({ node }) {
      if (node.argument && !t.isThisExpression(node.argument)) returns = true;
    },
  });
  const own = members.statics.length > 0 || members.methods.some(({ isStatic }) => isStatic);
  const exception = base !== undefined && base.error === undefined && (base.info?.exception ?? true);
  return { accessors, exception, statics: assigned || own || (base?.info?.statics ?? false), returns };
}

/** The statements that follow the constructor function. */
function setUp(
  self: types.Identifier,
  members: Members,
  base: Base | undefined,
  assigned: Set<string>,
  path: NodePath<types.Class>,
  context: Context,
): types.Statement[] {
  const prototype = t.memberExpression(t.cloneNode(self), t.identifier("prototype"));
  const statements: types.Statement[] = [];
  const own = members.methods.filter(({ isStatic }) => !isStatic);
  let extension: types.Expression | undefined;
  if (base) {
    const both: [types.Identifier, types.Identifier] = [t.cloneNode(self), t.cloneNode(base.ref)];
    if (base.error !== undefined) extension = context.call("error", ...both, t.stringLiteral(base.error));
    else if (!context.exceptions || base.info?.exception === false)
      extension = context.call("extend", ...both);
    else
      extension = context.call(
        "exception",
        ...both,
        t.stringLiteral(context.originalName(path.node.id ?? self)),
      );
  }
  const plain = own.every(({ key }) => t.isStringLiteral(key) || t.isNumericLiteral(key));
  if (!base && plain && own.length > 2) {
    statements.push(assign(prototype, prototypeLiteral(self, own)));
  } else if (own.length > 1) {
    const short = path.scope.generateUidIdentifier("proto");
    statements.push(variable(short, extension ?? prototype), ...defineAll(short, own));
  } else {
    if (extension) statements.push(t.expressionStatement(extension));
    statements.push(...defineAll(prototype, own));
  }
  if (base && base.error === undefined && (base.info?.statics ?? true)) {
    statements.push(t.expressionStatement(context.call("statics", t.cloneNode(self), t.cloneNode(base.ref))));
  } else if (base && assigned.has(base.ref.name)) {
    statements.push(t.expressionStatement(context.call("statics", t.cloneNode(self), t.cloneNode(base.ref))));
  }
  const shared = members.methods.filter(({ isStatic }) => isStatic);
  statements.push(...defineAll(self, shared));
  for (const item of members.statics) {
    if ("block" in item) statements.push(t.blockStatement(item.block));
    else statements.push(assign(member(t.cloneNode(self), item.key), item.value));
  }
  return statements;
}

type Method = Members["methods"][number];

function prototypeLiteral(self: types.Identifier, methods: Method[]): types.ObjectExpression {
  const properties = methods.map(({ key, kind, value }) => {
    const name = propertyName(key);
    if (kind === "method") return t.objectProperty(name, value);
    const accessor = t.objectMethod(kind, name, value.params, value.body);
    accessor.loc = value.loc ?? null;
    return accessor;
  });
  return t.objectExpression([
    t.objectProperty(t.identifier("constructor"), t.cloneNode(self)),
    ...properties,
  ]);
}

function defineAll(on: types.Expression, methods: Method[]): types.Statement[] {
  const statements: types.Statement[] = [];
  const done = new Set<Method>();
  for (const method of methods) {
    if (done.has(method)) continue;
    const target = t.cloneNode(on);
    if (method.kind === "method") {
      statements.push(assign(member(target, method.key), method.value));
      continue;
    }
    const same = methods.filter(({ kind, key }) => kind !== "method" && t.isNodesEquivalent(key, method.key));
    same.forEach((one) => done.add(one));
    const parts = same.map(({ kind, value }) => t.objectProperty(t.identifier(kind), value));
    const define = t.memberExpression(t.identifier("Object"), t.identifier("defineProperty"));
    const key = t.cloneNode(method.key);
    // Renamed together with its uses when it stands for a private name.
    if (t.isStringLiteral(key) && key.value.startsWith("_$")) t.addComment(key, "leading", " @__KEY__ ");
    statements.push(
      t.expressionStatement(t.callExpression(define, [target, key, t.objectExpression(parts)])),
    );
  }
  return statements;
}

/** `on.key`, or `on[key]` where the key is no name. */
export function member(on: types.Expression, key: types.Expression): types.MemberExpression {
  if (t.isStringLiteral(key) && t.isValidIdentifier(key.value, false)) {
    return t.memberExpression(on, t.identifier(key.value));
  }
  return t.memberExpression(on, t.cloneNode(key), true);
}

function propertyName(key: types.Expression): types.Identifier | types.StringLiteral | types.NumericLiteral {
  if (t.isStringLiteral(key) && t.isValidIdentifier(key.value, false)) return t.identifier(key.value);
  return t.cloneNode(key) as types.StringLiteral;
}

export function assign(left: types.LVal, right: types.Expression): types.ExpressionStatement {
  return t.expressionStatement(t.assignmentExpression("=", left, right));
}

function variable(id: types.Identifier, value: types.Expression): types.VariableDeclaration {
  return t.variableDeclaration("const", [t.variableDeclarator(id, value)]);
}

function mentions(path: NodePath<types.Class>, id: types.Identifier): boolean {
  let found = false;
  path.traverse({
    Identifier({ node }) {
      if (node.name === id.name) found = true;
    },
  });
  return found;
}
