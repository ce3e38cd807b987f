import { parse, type AnyNode, type Expression } from "acorn";
import { join } from "node:path";
import { packageRoot } from "./modules.ts";
import { awaitsWhatItMakes, countCalls, isPlain, namesOf } from "./plain.ts";
import { full } from "./walk.ts";

/** Which parts of the library a program needs: see builtins/parts.ts. */
export interface Parts {
  OBJECTS: boolean;
  CHECKS: boolean;
  OPTIONS: boolean;
}

export const allParts: Parts = { OBJECTS: true, CHECKS: true, OPTIONS: true };

/** What one file of a program needs, and how often it calls `run`. */
export interface FileParts extends Parts {
  runs: number;
}

/** The module of the library that says which parts there are. */
export const partsFile = join(packageRoot, "src/builtins/parts.ts");

/** What stands in its place. */
export function partsModule(parts: Parts): string {
  return Object.entries(parts)
    .map(([name, value]) => `export const ${name} = ${value};\n`)
    .join("");
}

/** What a program of these files needs. */
export function together(files: readonly FileParts[]): Parts {
  const needs = (name: keyof Parts): boolean => files.some((file) => file[name]);
  const runs = files.reduce((sum, file) => sum + file.runs, 0);
  return { OBJECTS: needs("OBJECTS"), CHECKS: needs("CHECKS") || runs > 1, OPTIONS: needs("OPTIONS") };
}

/**
 * What a file of a program may need. It is for programs that are simple enough to be sure: whatever is not known here to be
 * harmless needs everything.
 *
 * @param code the file after its async functions have become coroutines
 */
export function partsOf(code: string): FileParts {
  const program = parse(code, { ecmaVersion: "latest", sourceType: "module" });
  const names = namesOf(program);
  const other = !isPlain(program, names) || !awaitsWhatItMakes(program, names);
  return {
    OBJECTS: other,
    CHECKS: other,
    OPTIONS: mayGiveOptions(program),
    runs: countCalls(program, names, "run"),
  };
}

const optionNames = /return_exceptions|cancel_siblings/;

/** Whether a file names an option of `gather`, or may give it something else in their place. */
function mayGiveOptions(program: AnyNode): boolean {
  let may = false;
  full(program, (node, parents) => {
    const [parent, around] = parents.slice(-2).reverse();
    if (node.type === "Literal" && optionNames.test(String(node.value))) may = true;
    if (node.type === "TemplateElement" && optionNames.test(node.value.raw)) may = true;
    if (node.type !== "Identifier") return;
    if (optionNames.test(node.name)) may = true;
    if (node.name !== "gather") return;
    const callee = parent.type === "MemberExpression" && !parent.computed ? parent : node;
    const call = callee === node ? parent : around;
    const isImport = parent.type === "ImportSpecifier" && parent.local.name === "gather";
    if (
      !isImport &&
      !(call?.type === "CallExpression" && call.callee === callee && endsInCall(call.arguments))
    )
      may = true;
  });
  return may;
}

function endsInCall(args: readonly (Expression | AnyNode)[]): boolean {
  const last = args.at(-1);
  return last === undefined || last.type === "CallExpression";
}
