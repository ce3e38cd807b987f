import { parse, type AnyNode } from "acorn";
import { missingGlobals, rules, type Finding } from "./dialect-rules.ts";
import { BuildError, type BuildMessage } from "./errors.ts";
import { tracer, type ImageMap } from "./sourcemap.ts";
import { full } from "./walk.ts";

/**
 * Holds the text of an image against what Espruino runs: ES5, less the constructs it lacks or gets wrong.
 *
 * @throws BuildError naming each construct, where the user's source has it, and what to write instead
 */
export function checkDialect(code: string, map: ImageMap): void {
  const errors = findDialectErrors(code, map);
  if (errors.length > 0) throw new BuildError(errors);
}

/** Everything in an image that Espruino would not run, or not run right. */
export function findDialectErrors(code: string, map: ImageMap): BuildMessage[] {
  const trace = tracer(map);
  let program: AnyNode;
  try {
    program = parse(code, { ecmaVersion: 5 });
  } catch (error) {
    const { message, loc } = error as { message: string; loc: { line: number; column: number } };
    const what = message.replace(/ \(\d+:\d+\)$/, "");
    const hint = "write it in another way; this syntax reached the image as it is";
    return [{ message: `not ES5: ${what}`, hint, ...place(trace(loc.line, loc.column)) }];
  }
  const findings: Finding[] = [];
  const declared = declaredNames(program);
  full(program, (node, parents) => {
    for (const rule of rules) {
      const found = rule(node, parents, code);
      if (found) findings.push({ node, ...found });
    }
    const missing = missingGlobal(node, parents, declared);
    if (missing) findings.push({ node, ...missing });
  });
  return findings.map(({ node, message, hint }) => {
    const before = code.slice(0, node.start).split("\n");
    const at = trace(before.length, before.at(-1)?.length ?? 0);
    return { message: `Espruino has ${message}`, hint, ...place(at) };
  });
}

function place({ file, line, column }: ReturnType<ReturnType<typeof tracer>>): Partial<BuildMessage> {
  return { file, line, column };
}

/** All names the image declares anywhere: to tell the user's own `Map` from the engine's. */
function declaredNames(program: AnyNode): Set<string> {
  const names = new Set<string>();
  const add = (node: AnyNode | null | undefined): void => {
    if (node?.type === "Identifier") names.add(node.name);
  };
  full(program, (node) => {
    if (node.type === "VariableDeclarator") add(node.id);
    if (node.type === "FunctionDeclaration" || node.type === "FunctionExpression") {
      add(node.id);
      node.params.forEach(add);
    }
    if (node.type === "CatchClause") add(node.param);
  });
  return names;
}

function missingGlobal(
  node: AnyNode,
  parents: readonly AnyNode[],
  declared: Set<string>,
): { message: string; hint: string } | undefined {
  if (node.type !== "Identifier" || declared.has(node.name)) return undefined;
  const hint = Object.hasOwn(missingGlobals, node.name) ? missingGlobals[node.name] : undefined;
  const parent = parents.at(-1);
  if (hint === undefined || !parent) return undefined;
  if (parent.type === "MemberExpression" && parent.property === node && !parent.computed) return undefined;
  if (parent.type === "Property" && parent.key === node) return undefined;
  // Asking whether it exists is allowed.
  if (parent.type === "UnaryExpression" && parent.operator === "typeof") return undefined;
  return { message: `no ${node.name}`, hint };
}
