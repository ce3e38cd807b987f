import type { types } from "@babel/core";
import { t, type Context } from "./context.ts";

/**
 * Library files by how often their names are looked up while a program runs, most often first. Espruino walks through the
 * global names in the order in which they came into being, so each name in front makes all others slower.
 */
const hot = [
  "kernel/scheduler.ts",
  "asyncio/sleep.ts",
  "kernel/queue.ts",
  "kernel/coroutine.ts",
  "hal/espruino.ts",
];
/** What runs between turns, if at all. */
const cold = [
  "kernel/task.ts",
  "kernel/ticks.ts",
  "kernel/errors.ts",
  "builtins/exceptions.ts",
  "builtins/repr.ts",
];

function heat(file: string): number {
  const path = file.replaceAll("\\", "/");
  const rank = hot.findIndex((end) => path.endsWith(`/src/${end}`));
  if (rank >= 0) return rank;
  return hot.length + 1 + cold.findIndex((end) => path.endsWith(`/src/${end}`));
}

/** Puts what is looked up often in front: the variables of the kernel that begin with a constant, then the functions. */
export function order({ program, fileOf }: Context): void {
  const { body } = program.node;
  const functions = body.filter((node) => t.isFunctionDeclaration(node));
  const ranks = new Map(functions.map((node) => [node, heat(fileOf(node))]));
  functions.sort((a, b) => ranks.get(a)! - ranks.get(b)!);

  const variables: [types.VariableDeclarator, number][] = [];
  const rest: types.Statement[] = [];
  for (const node of body) {
    if (t.isFunctionDeclaration(node)) continue;
    if (!t.isVariableDeclaration(node)) {
      rest.push(node);
      continue;
    }
    // One declaration may hold variables of several files.
    node.declarations = node.declarations.filter((declarator) => {
      const rank = heat(fileOf(declarator));
      const isHot = rank < hot.length && isConstant(declarator.init);
      if (isHot) variables.push([declarator, rank]);
      return !isHot;
    });
    if (node.declarations.length > 0) rest.push(node);
  }
  variables.sort(([, a], [, b]) => a - b);
  const first = variables.map(([declarator]) => declarator);
  program.node.body = [
    ...(first.length > 0 ? [t.variableDeclaration("var", first)] : []),
    ...functions,
    ...rest,
  ];
}

/** Whether a value depends on nothing and can be made at any time before it is used. */
function isConstant(init: types.Node | null | undefined): boolean {
  if (!init || t.isNumericLiteral(init) || t.isBooleanLiteral(init)) return true;
  if (t.isArrayExpression(init)) return init.elements.length === 0;
  return (
    t.isObjectExpression(init) &&
    init.properties.every((property) => t.isObjectProperty(property) && isConstant(property.value))
  );
}
