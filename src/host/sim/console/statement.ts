import { parse, type Program, type Statement } from "acorn";

/**
 * Rewrites a line so that V8 gives the value that Espruino's console shows for it: a declaration has one, and a block has
 * none. Declarations become those of `var`, for on Espruino they may be made again.
 *
 * Columns stay as they are. Text that does not parse is left to V8 to refuse.
 */
export function withResult(line: string): string {
  let program: Program;
  try {
    program = parse(line, { ecmaVersion: "latest", sourceType: "script" });
  } catch (error) {
    if (error instanceof SyntaxError) return line;
    throw error;
  }
  let code = line;
  for (const statement of program.body)
    if (statement.type === "VariableDeclaration" && statement.kind !== "var")
      code =
        code.slice(0, statement.start) +
        "var".padEnd(statement.kind.length) +
        code.slice(statement.start + statement.kind.length);
  const last = program.body.at(-1);
  if (last && hasValue(last)) return code;
  let result = "undefined";
  if (last?.type === "FunctionDeclaration" || last?.type === "ClassDeclaration") result = last.id.name;
  else if (last?.type === "VariableDeclaration") {
    const declared = last.declarations.at(-1);
    if (declared?.init && declared.id.type === "Identifier") result = declared.id.name;
  }
  return `${code}\n;${result}`;
}

function hasValue(statement: Program["body"][number] | Statement): boolean {
  if (statement.type !== "IfStatement") return statement.type === "ExpressionStatement";
  return hasValue(statement.consequent) && (!statement.alternate || hasValue(statement.alternate));
}
