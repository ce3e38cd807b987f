import * as t from "@babel/types";
import { at, children, exprStmt, isNode, patternIds } from "./ast.ts";
import { uniqueName } from "./capture.ts";
import { namesIn } from "./desugar.ts";
import type { Refusals } from "./errors.ts";
import type { Helpers } from "./helpers.ts";

const ABOVE = "move it above the `using`, or put the `using` and what follows into a block";

/**
 * `using x = a; rest` → `const x = a; try { rest } finally { x["@@dispose"]() }`. As with any `finally`, an error
 * of the disposal takes the place of one that was under way.
 */
export function lowerUsing(
  program: t.Program,
  names: Set<string>,
  helpers: Helpers,
  refusals: Refusals,
): void {
  const visit = (node: t.Node): void => {
    if (t.isForOfStatement(node)) forOf(node, names);
    if (t.isForStatement(node) && isUsing(node.init)) {
      refusals.add(node.init, "`using` in the head of a `for`", "declare it before the loop");
    }
    if (t.isSwitchCase(node) && node.consequent.some(isUsing)) {
      refusals.add(node, "`using` in a `case`", "put the statements of the case into a block");
    }
    for (const child of children(node)) visit(child);
    if (t.isBlockStatement(node) || t.isStaticBlock(node)) node.body = block(node.body, helpers, refusals);
  };
  for (const s of program.body) {
    if (isUsing(s)) refusals.add(s, "`using` at the top level of a module", "put it into a function");
  }
  visit(program);
}

function isUsing(node: unknown): node is t.VariableDeclaration {
  return (
    isNode(node) && t.isVariableDeclaration(node) && (node.kind === "using" || node.kind === "await using")
  );
}

function forOf(node: t.ForOfStatement, names: Set<string>): void {
  const left = node.left;
  if (!isUsing(left)) return;
  const d = left.declarations[0];
  if (!d) return;
  const value = t.identifier(uniqueName("item", names));
  d.init = t.identifier(value.name);
  node.body = at(t.blockStatement([left, node.body]), node.body);
  node.left = t.variableDeclaration("const", [t.variableDeclarator(value)]);
}

function block(list: t.Statement[], helpers: Helpers, refusals: Refusals): t.Statement[] {
  const i = list.findIndex(isUsing);
  if (i < 0) return list;
  const declaration = list[i] as t.VariableDeclaration;
  const before = list.slice(0, i);
  let rest = list.slice(i + 1);
  before.push(...rest.filter((s) => t.isFunctionDeclaration(s)));
  rest = rest.filter((s) => !t.isFunctionDeclaration(s));
  checkOrder(before, rest, refusals);

  const isAwait = declaration.kind === "await using";
  const [first, ...more] = declaration.declarations;
  if (!first || !t.isIdentifier(first.id)) return list;
  if (more.length > 0) rest.unshift(at(t.variableDeclaration(declaration.kind, more), declaration));
  const name = first.id.name;
  const made = at(t.variableDeclaration("const", [first]), declaration);
  const body = t.blockStatement(block(rest, helpers, refusals));
  const method = t.stringLiteral("@@dispose");
  let dispose: t.Expression;
  if (isAwait) dispose = t.awaitExpression(t.callExpression(helpers.use("adispose"), [t.identifier(name)]));
  else if (t.isNewExpression(first.init))
    dispose = t.callExpression(t.memberExpression(t.identifier(name), method, true), []);
  else {
    const member = t.optionalMemberExpression(t.identifier(name), method, true, true);
    dispose = t.optionalCallExpression(member, [], false);
  }
  const end = t.blockStatement([exprStmt(at(dispose, first))]);
  return [...before, made, at(t.tryStatement(body, null, end), declaration)];
}

/** Code before the `using` must not mention what will be inside the `try`. */
function checkOrder(before: t.Statement[], rest: t.Statement[], refusals: Refusals): void {
  const mentioned = new Set(before.flatMap((s) => [...namesIn(s)]));
  for (const s of rest) {
    const ids: t.Identifier[] = [];
    if (t.isVariableDeclaration(s) && s.kind !== "var")
      ids.push(...s.declarations.flatMap((d) => patternIds(d.id)));
    if (t.isClassDeclaration(s) && s.id) ids.push(s.id);
    for (const id of ids) {
      if (mentioned.has(id.name))
        refusals.add(id, `'${id.name}' below a \`using\`, mentioned above it`, ABOVE);
    }
  }
}
