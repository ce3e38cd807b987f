import babel, { type NodePath, type types } from "@babel/core";
import { restMarker } from "./babel-helpers.ts";
import { isGlobal, sliceCall, t, type Context } from "./context.ts";

/** Refuses what no later step could make work. */
export function refuseBefore(context: Context): void {
  context.program.traverse({
    Function({ node }) {
      if (node.generator) context.refuse(node, "a generator function", "return an array, or make it async");
    },
    BigIntLiteral({ node }) {
      context.refuse(node, "a BigInt", "use a number");
    },
    ImportExpression({ node }) {
      context.refuse(node, "import() at run time", "write an import at the top of the file");
    },
    CallExpression({ node }) {
      if (t.isImport(node.callee)) {
        context.refuse(node, "import() at run time", "write an import at the top of the file");
      }
    },
    MetaProperty({ node }) {
      if (node.meta.name === "import") context.refuse(node, "import.meta", "an image has no modules");
    },
    ObjectMethod(path) {
      path.traverse({
        Super({ node }) {
          context.refuse(node, "super in the method of an object literal", "name the other object");
        },
        Class(inner) {
          inner.skip();
        },
      });
    },
    RegExpLiteral({ node }) {
      if (/[^gim]/.test(node.flags)) {
        context.refuse(node, `the regular expression flag "${node.flags}"`, "only g, i and m exist");
      }
      if (/\(\?</.test(node.pattern)) {
        context.refuse(node, "a named group or look-behind in a regular expression", "use plain groups ( )");
      }
    },
    WithStatement({ node }) {
      context.refuse(node, "with", "name the object");
    },
  });
}

const literals: Record<string, () => types.Expression> = {
  Array: () => t.arrayExpression(),
  String: () => t.stringLiteral(""),
  Function: () => t.functionExpression(null, [], t.blockStatement([])),
};

/** Rewrites ES5 that Espruino reads wrongly. */
export function repair(context: Context): void {
  let usesError = false;
  context.program.traverse({
    RegExpLiteral({ node }) {
      node.pattern = escapeSlashes(node.pattern);
    },
    AssignmentExpression(path) {
      compoundAssignment(path);
    },
    ArrayExpression({ node }) {
      node.elements = node.elements.map(
        (element) => element ?? t.unaryExpression("void", t.numericLiteral(0)),
      );
    },
    MemberExpression(path) {
      borrowedMethod(path);
    },
    CallExpression({ node }) {
      const { callee, arguments: args } = node;
      if (!t.isMemberExpression(callee) || !t.isCallExpression(callee.object)) return;
      if (!t.isIdentifier(callee.object.callee, { name: restMarker })) return;
      const [list] = callee.object.arguments as types.Expression[];
      const [from] = args;
      if (list && t.isNumericLiteral(from)) Object.assign(node, sliceCall(list, from.value));
    },
    BinaryExpression(path) {
      if (path.node.operator === "instanceof" && isGlobal(path, path.node.right, "Error")) usesError = true;
    },
    ForInStatement({ node }) {
      // Espruino refuses to walk null and undefined.
      if (!t.isObjectExpression(node.right) && !t.isArrayExpression(node.right))
        node.right = t.logicalExpression("||", node.right, t.arrayExpression());
    },
    SwitchStatement: {
      exit(path) {
        defaultLast(path);
      },
    },
  });
  if (!usesError) return;
  // Espruino's error classes stand side by side, so that a TypeError is no Error.
  const link =
    "TypeError.prototype.__proto__ = SyntaxError.prototype.__proto__ = ReferenceError.prototype.__proto__";
  context.program.node.body.unshift(babel.template.statement.ast(`${link} = Error.prototype;`));
}

/** Espruino ends a regular expression at a slash, even inside a class. */
function escapeSlashes(pattern: string): string {
  let inClass = false;
  return pattern.replace(/\\.|[[\]/]/gs, (piece) => {
    if (piece === "[") inClass = true;
    if (piece === "]") inClass = false;
    return piece === "/" && inClass ? "\\/" : piece;
  });
}

/** `a += f()` reads `a` after the call on Espruino: where that makes a difference it becomes `a = a + f()`. */
function compoundAssignment(path: NodePath<types.AssignmentExpression>): void {
  const { left, right, operator } = path.node;
  if (operator === "=" || !mayChange(path, left, right)) return;
  const target = t.isMemberExpression(left) ? repeatable(path, left) : left;
  path.node.operator = "=";
  path.node.left = target;
  const before = t.cloneNode(
    target === left ? left : afterwards(target as types.MemberExpression),
  ) as types.Expression;
  path.node.right = t.binaryExpression(
    operator.slice(0, -1) as types.BinaryExpression["operator"],
    before,
    right,
  );
}

/** Whether evaluating `right` could give `left` another value. */
function mayChange(path: NodePath, left: types.Node, right: types.Node): boolean {
  const binding = t.isIdentifier(left) ? path.scope.getBinding(left.name) : undefined;
  // Only code of another function can change a variable behind a call's back.
  const shared =
    !binding ||
    binding.constantViolations.some(
      (place) => place.getFunctionParent() !== binding.path.getFunctionParent(),
    );
  let found = false;
  t.traverseFast(right, (node) => {
    if (t.isCallExpression(node) || t.isNewExpression(node)) found ||= shared;
    if (t.isAssignmentExpression(node) || t.isUpdateExpression(node)) found = true;
  });
  return found;
}

/** A member expression whose parts are evaluated once: `f().x` → `(_t = f()).x`, to be read again as `_t.x`. */
function repeatable(path: NodePath, member: types.MemberExpression): types.MemberExpression {
  const once = (part: types.Expression): types.Expression => {
    if (t.isThisExpression(part) || t.isLiteral(part) || t.isIdentifier(part)) return part;
    const id = path.scope.generateUidIdentifier("t");
    (path.scope.getFunctionParent() ?? path.scope.getProgramParent()).push({ id, kind: "var" });
    return t.assignmentExpression("=", t.cloneNode(id), part);
  };
  const object = once(member.object);
  const property = member.computed ? once(member.property as types.Expression) : member.property;
  return t.memberExpression(object, property, member.computed);
}

/** What {@link repeatable} reads the second time. */
function afterwards({ object, property, computed }: types.MemberExpression): types.MemberExpression {
  const again = (part: types.Node): types.Expression =>
    (t.isAssignmentExpression(part) ? t.cloneNode(part.left) : t.cloneNode(part)) as types.Expression;
  return t.memberExpression(again(object), again(property), computed);
}

/** `Array.prototype.slice` reads as undefined; `[].slice` is there. */
function borrowedMethod(path: NodePath<types.MemberExpression>): void {
  const { object } = path.node;
  if (!t.isMemberExpression(object) || !t.isIdentifier(object.property, { name: "prototype" })) return;
  if (!isGlobal(path, object.object, ...Object.keys(literals))) return;
  if (path.parentPath.isAssignmentExpression() && path.key === "left") return;
  const make = literals[(object.object as types.Identifier).name];
  if (make) path.node.object = make();
}

/** Makes `default` the last case: Espruino stops at a `case` that follows it. */
function defaultLast(path: NodePath<types.SwitchStatement>): void {
  const { cases } = path.node;
  const at = cases.findIndex(({ test }) => !test);
  if (at < 0 || at === cases.length - 1) return;
  const [chosen] = cases.slice(at, at + 1);
  const last = cases.at(-1);
  if (!chosen || !last) return;
  const before = cases[at - 1];
  if (leaves(chosen) && (!before || leaves(before))) {
    if (!leaves(last)) last.consequent.push(t.breakStatement());
    path.node.cases = [...cases.filter((one) => one !== chosen), chosen];
    return;
  }
  // Something falls through it: number the cases in their order and choose by comparing.
  const value = path.scope.generateUidIdentifier("on");
  path.scope.push({ id: value, kind: "var" });
  let choice: types.Expression = t.numericLiteral(at);
  for (const [index, { test }] of [...cases.entries()].reverse()) {
    if (!test) continue;
    const same = t.binaryExpression("===", t.cloneNode(value), test);
    choice = t.conditionalExpression(same, t.numericLiteral(index), choice);
  }
  const set = t.assignmentExpression("=", t.cloneNode(value), path.node.discriminant);
  path.node.discriminant = t.sequenceExpression([set, choice]);
  for (const [index, one] of cases.entries()) one.test = t.numericLiteral(index);
}

/** Whether control never runs off the end of a case. */
function leaves({ consequent }: types.SwitchCase): boolean {
  const last = consequent.at(-1);
  const statement = t.isBlockStatement(last) ? last.body.at(-1) : last;
  return (
    t.isBreakStatement(statement) ||
    t.isContinueStatement(statement) ||
    t.isReturnStatement(statement) ||
    t.isThrowStatement(statement)
  );
}
