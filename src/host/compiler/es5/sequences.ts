import type { NodePath, types } from "@babel/core";
import { isGlobal, sliceCall, t, type Context } from "./context.ts";

/** Lowers what Babel would do with symbols or with much code: for-of, rest parameters, spread of anything but arrays. */
export function lowerSequences(context: Context): void {
  context.program.traverse({
    MemberExpression(path) {
      wellKnownSymbol(path);
    },
    Function(path) {
      restParameter(path);
    },
    ForOfStatement(path) {
      forOf(path, context);
    },
    ArrayExpression(path) {
      const [only] = path.node.elements;
      if (path.node.elements.length === 1 && t.isSpreadElement(only)) {
        path.replaceWith(context.iterators ? context.call("array", only.argument) : sliceCall(only.argument));
      }
    },
    ObjectExpression({ node }) {
      accessorsFirst(node);
    },
    NewExpression(path) {
      newWithSpread(path, context);
    },
    SpreadElement(path) {
      if (path.parentPath.isObjectExpression()) return;
      const { argument } = path.node;
      if (isArray(path, argument) || isGlobal(path, argument, "arguments")) return;
      path.node.argument = context.iterators ? context.call("array", argument) : sliceCall(argument);
    },
  });
}

/** Whether anything in the program can be iterated that is neither an array, a string nor a typed array. */
export function definesIterators(program: NodePath<types.Program>): boolean {
  let found = false;
  program.traverse({
    StringLiteral({ node }) {
      if (node.value === "@@iterator") found = true;
    },
    MemberExpression(path) {
      if (
        isGlobal(path, path.node.object, "Symbol") &&
        t.isIdentifier(path.node.property, { name: "iterator" })
      ) {
        found = true;
      }
    },
  });
  return found;
}

/** Symbol.iterator and its like are plain text on engines without symbols. */
function wellKnownSymbol(path: NodePath<types.MemberExpression>): void {
  const { object, property, computed } = path.node;
  if (computed || !isGlobal(path, object, "Symbol") || !t.isIdentifier(property)) return;
  if (!["iterator", "asyncIterator", "dispose", "asyncDispose"].includes(property.name)) return;
  path.replaceWith(t.stringLiteral(`@@${property.name}`));
}

/** `(a, ...b)` → `(a) { let b = [].slice.call(arguments, 1) }`. */
function restParameter(path: NodePath<types.Function>): void {
  const { params } = path.node;
  const rest = params.at(-1);
  if (!t.isRestElement(rest)) return;
  if (path.isArrowFunctionExpression()) path.arrowFunctionToExpression();
  params.pop();
  const { body } = path.node;
  if (!t.isBlockStatement(body)) throw new Error("a function without a block");
  const value = sliceCall(t.identifier("arguments"), params.length);
  body.body.unshift(t.variableDeclaration("var", [t.variableDeclarator(rest.argument, value)]));
}

/** Getters and setters stay plain ES5 when they stand before the first computed key. */
function accessorsFirst(node: types.ObjectExpression): void {
  const isAccessor = (one: types.Node): boolean =>
    t.isObjectMethod(one) && one.kind !== "method" && !one.computed;
  const names = node.properties.map((one) => ("key" in one && t.isIdentifier(one.key) ? one.key.name : ""));
  const plain = names.filter((_, index) => !isAccessor(node.properties[index] as types.Node));
  const clash = names.some((name, index) => isAccessor(node.properties[index]) && plain.includes(name));
  if (clash || !node.properties.some((one) => "computed" in one && one.computed)) return;
  const [first, rest] = [
    node.properties.filter(isAccessor),
    node.properties.filter((one) => !isAccessor(one)),
  ];
  node.properties = [...first, ...rest];
}

function newWithSpread(path: NodePath<types.NewExpression>, context: Context): void {
  const { callee, arguments: args } = path.node;
  if (!args.some((arg) => t.isSpreadElement(arg))) return;
  if (isGlobal(path, callee)) {
    context.refuse(
      path.node,
      `new ${(callee as types.Identifier).name}(...list)`,
      "write the arguments one by one",
    );
  }
  path.replaceWith(context.call("construct", callee, t.arrayExpression(args as types.Expression[])));
}

function forOf(path: NodePath<types.ForOfStatement>, context: Context): void {
  const { left, right, loc } = path.node;
  if (path.node.await)
    context.refuse(path.node, "for await outside of an async function", "make the function async");
  path.ensureBlock();
  const body = path.node.body;
  const take = (value: types.Expression): void => {
    if (t.isVariableDeclaration(left)) {
      const [declarator] = left.declarations;
      if (declarator) declarator.init = value;
      body.body.unshift(left);
    } else {
      body.body.unshift(t.expressionStatement(t.assignmentExpression("=", left, value)));
    }
  };
  if (context.iterators && !isArray(path, right)) {
    overIterator(path, body, take, context);
    return;
  }
  const list = path.scope.generateUidIdentifier("list");
  const index = path.scope.generateUidIdentifier("i");
  const declarations = [t.variableDeclarator(list, right), t.variableDeclarator(index, t.numericLiteral(0))];
  take(t.memberExpression(t.cloneNode(list), t.cloneNode(index), true));
  const length = t.memberExpression(t.cloneNode(list), t.identifier("length"));
  const test = t.binaryExpression("<", t.cloneNode(index), length);
  const loop = t.forStatement(
    t.variableDeclaration("var", declarations),
    test,
    t.updateExpression("++", t.cloneNode(index)),
    body,
  );
  path.replaceWith({ ...loop, loc: loc ?? null });
}

/** The lazy loop, which must tell the iterator when it is left early. */
function overIterator(
  path: NodePath<types.ForOfStatement>,
  body: types.BlockStatement,
  take: (value: types.Expression) => void,
  context: Context,
): void {
  const iterator = path.scope.generateUidIdentifier("it");
  const step = path.scope.generateUidIdentifier("step");
  take(t.memberExpression(t.cloneNode(step), t.identifier("value")));
  const next = t.callExpression(t.memberExpression(t.cloneNode(iterator), t.identifier("next")), []);
  // While next() itself runs there is nothing to close.
  const advance = t.sequenceExpression([
    t.assignmentExpression("=", t.cloneNode(step), t.numericLiteral(0)),
    t.unaryExpression(
      "!",
      t.memberExpression(t.assignmentExpression("=", t.cloneNode(step), next), t.identifier("done")),
    ),
  ]);
  const start = t.variableDeclaration("var", [
    t.variableDeclarator(t.cloneNode(iterator), context.call("iterator", path.node.right)),
    t.variableDeclarator(t.cloneNode(step)),
  ]);
  const loop: types.Statement = { ...t.whileStatement(advance, body), loc: path.node.loc ?? null };
  let outer: NodePath = path;
  let labelled: types.Statement = loop;
  while (outer.parentPath?.isLabeledStatement()) {
    outer = outer.parentPath;
    labelled = t.labeledStatement((outer.node as types.LabeledStatement).label, labelled);
  }
  const close = t.expressionStatement(context.call("close", t.cloneNode(iterator), t.cloneNode(step)));
  outer.replaceWithMultiple([
    start,
    t.tryStatement(t.blockStatement([labelled]), null, t.blockStatement([close])),
  ]);
}

const arrayMethods = [
  "map",
  "filter",
  "slice",
  "split",
  "concat",
  "keys",
  "values",
  "entries",
  "sort",
  "reverse",
];

/** Whether an expression can be nothing but an array, as far as can be seen here. */
function isArray(path: NodePath, node: types.Node): boolean {
  if (t.isArrayExpression(node)) return true;
  if (t.isCallExpression(node) && t.isMemberExpression(node.callee) && !node.callee.computed) {
    const { object, property } = node.callee;
    const name = (property as types.Identifier).name;
    if (["keys", "values", "entries"].includes(name)) return isGlobal(path, object, "Object");
    if (isGlobal(path, object)) return false;
    // A typed array's own map and slice give typed arrays, strings' slice gives text: not these.
    return name === "split" || (arrayMethods.includes(name) && isArray(path, object));
  }
  if (!t.isIdentifier(node)) return false;
  const binding = path.scope.getBinding(node.name);
  const declarator = binding?.path;
  if (!binding?.constant || !declarator?.isVariableDeclarator()) return false;
  const { init, id } = declarator.node;
  return t.isIdentifier(id) && init != null && (isArray(declarator, init) || isSlice(init));
}

function isSlice(node: types.Node): boolean {
  const arguments_ = t.identifier("arguments");
  return t.isCallExpression(node) && t.isNodesEquivalent(node.callee, sliceCall(arguments_).callee);
}
