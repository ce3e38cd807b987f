import * as t from "@babel/types";
import { children } from "./ast.ts";

/** About how many characters `node` takes once minified. */
export function costOf(node: t.Node): number {
  let sum = 0;
  for (const c of children(node)) sum += costOf(c);
  switch (node.type) {
    case "Identifier":
      return node.name.startsWith("_$") ? 1 : Math.min(node.name.length, 6);
    case "StringLiteral":
      return node.value.length + 2;
    case "NumericLiteral":
      return String(node.value).length;
    case "TemplateElement":
      return node.value.raw.length;
    case "BlockStatement":
    case "ExpressionStatement":
      return sum + 1;
    case "UnaryExpression":
      return sum + (/\w/.test(node.operator) ? 5 : 1);
    case "CallExpression":
    case "NewExpression":
      return sum + 2 + Math.max(0, node.arguments.length - 1);
    case "FunctionExpression":
    case "FunctionDeclaration":
    case "ArrowFunctionExpression":
      return sum + 20;
    case "IfStatement":
    case "ThrowStatement":
    case "ReturnStatement":
      return sum + 6;
    case "VariableDeclaration":
      return sum + 4;
    case "TryStatement":
    case "SwitchStatement":
      return sum + 25;
    default:
      return sum + (t.isLoop(node) ? 8 : 1);
  }
}
