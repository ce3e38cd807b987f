import type { Rule, Scope, SourceCode } from "eslint";
import type * as ESTree from "estree";

/** A name of asyncio in a program: how it is written there, and what it is over there. */
export interface Imported {
  module: string;
  /** `*` for the module itself. */
  name: string;
}

const ASYNCIO = /^u?asyncio(\/asyncio)?$/;

/** The variable that an identifier stands for. */
export function variableOf(source: SourceCode, id: ESTree.Identifier): Scope.Variable | undefined {
  for (let scope: Scope.Scope | null = source.getScope(id); scope; scope = scope.upper) {
    const found = scope.set.get(id.name);
    if (found) return found;
  }
  return undefined;
}

/** The only definition of a variable that is never assigned to again. */
export function definitionOf(source: SourceCode, id: ESTree.Identifier): Scope.Definition | undefined {
  const variable = variableOf(source, id);
  const [definition] = variable?.defs ?? [];
  if (!variable || !definition || variable.defs.length > 1) return undefined;
  return variable.references.some((reference) => reference.isWrite() && !reference.init)
    ? undefined
    : definition;
}

/** What an expression such as `sleep_ms` or `asyncio.sleep_ms` imports, if it does. */
export function importedAs(source: SourceCode, node: ESTree.Node): Imported | undefined {
  if (node.type === "MemberExpression") {
    const name = memberName(node);
    const from = importedAs(source, node.object);
    return from?.name === "*" && name !== undefined ? { module: from.module, name } : undefined;
  }
  if (node.type !== "Identifier") return undefined;
  const definition = definitionOf(source, node);
  if (definition?.type === "ImportBinding") {
    const module = String(definition.parent.source.value);
    const specifier = definition.node;
    if (specifier.type === "ImportSpecifier")
      return { module, name: (specifier.imported as ESTree.Identifier).name };
    return { module, name: specifier.type === "ImportNamespaceSpecifier" ? "*" : "default" };
  }
  return definition?.type === "Variable" ? destructured(source, node, definition.node) : undefined;
}

/** `const { sleep_ms: nap } = asyncio` */
function destructured(
  source: SourceCode,
  id: ESTree.Identifier,
  { id: pattern, init }: ESTree.VariableDeclarator,
): Imported | undefined {
  if (pattern.type !== "ObjectPattern" || init?.type !== "Identifier") return undefined;
  const from = importedAs(source, init);
  for (const property of pattern.properties) {
    if (property.type !== "Property" || property.key.type !== "Identifier" || from?.name !== "*") continue;
    if (property.value.type === "Identifier" && property.value.name === id.name)
      return { module: from.module, name: property.key.name };
  }
  return undefined;
}

/** Name in asyncio of what an expression imports from there. */
export function asyncioName(source: SourceCode, node: ESTree.Node): string | undefined {
  const imported = importedAs(source, node);
  return imported && ASYNCIO.test(imported.module) ? imported.name : undefined;
}

/** `name` of `object.name` and `object["name"]`. */
export function memberName({ property, computed }: ESTree.MemberExpression): string | undefined {
  if (!computed) return property.type === "Identifier" ? property.name : undefined;
  return property.type === "Literal" && typeof property.value === "string" ? property.value : undefined;
}

/** How a program writes a name of asyncio, and what has to be added to its imports for that. */
export function spell(
  source: SourceCode,
  name: string,
): { text: string; importing: (fixer: Rule.RuleFixer) => Rule.Fix[] } {
  const imports = source.ast.body.filter(
    (node): node is ESTree.ImportDeclaration =>
      node.type === "ImportDeclaration" &&
      ASYNCIO.test(String(node.source.value)) &&
      (node as { importKind?: string }).importKind !== "type",
  );
  const specifiers = imports.flatMap((node) => node.specifiers);
  for (const { type, local } of specifiers)
    if (type === "ImportNamespaceSpecifier") return { text: `${local.name}.${name}`, importing: () => [] };
  const named = specifiers.filter((specifier) => specifier.type === "ImportSpecifier");
  const known = named.find(({ imported }) => (imported as ESTree.Identifier).name === name);
  if (known) return { text: known.local.name, importing: () => [] };
  const last = named.at(-1);
  if (last) return { text: name, importing: (fixer) => [fixer.insertTextAfter(last, `, ${name}`)] };
  return {
    text: `asyncio.${name}`,
    importing: (fixer) => [fixer.insertTextBeforeRange([0, 0], 'import * as asyncio from "asyncio";\n')],
  };
}
