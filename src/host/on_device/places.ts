import ts from "typescript";
import type { Lower } from "../compiler/bundle.ts";
import { replace, type Edit } from "../compiler/edits.ts";

/** A place in a user's file, both from 1. */
export interface Place {
  file: string;
  line: number;
  column: number;
}

/** How many arguments each assertion takes; the number of its place comes after them. */
const ARGUMENTS: Readonly<Record<string, number>> = { assert: 2, assert_equal: 3, assert_raises: 3 };

/**
 * Has each call of an assertion in a program carry the number of its place, so that it can be told on the desk: the chip has
 * neither the source nor, of exceptions that are not its own, a trace.
 */
export class Places {
  private readonly known = new Map<string, number>();
  private readonly list: Place[] = [];

  /** The place with a number. */
  at(index: number): Place | undefined {
    return this.list[index];
  }

  /** The number of a place. Files may be compiled more than once for one image. */
  private numberOf(place: Place): number {
    const key = `${place.line}:${place.column}:${place.file}`;
    let index = this.known.get(key);
    if (index === undefined) {
      this.known.set(key, (index = this.list.length));
      this.list.push(place);
    }
    return index;
  }

  /** A compiler that puts the numbers in, and `append` at the end of `entry`, before `next` sees a file. */
  before(next: Lower, entry: string, append: string): Lower {
    return (source, file, options) => {
      if (options.isLibrary) return next(source, file, options);
      const { code, oldOffset } = replace(source, this.insertions(source, file));
      const text = code + (file === entry ? `\n${append}` : "");
      const { isArrayAt } = options;
      if (!isArrayAt) return next(text, file, options);
      return next(text, file, { ...options, isArrayAt: (offset) => isArrayAt(oldOffset(offset)) });
    };
  }

  private insertions(source: string, file: string): Edit[] {
    const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
    const names = assertionsOf(tree);
    const found: Edit[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node)) {
        const name = names(node.expression);
        if (name !== undefined) {
          const { line, character } = tree.getLineAndCharacterOfPosition(node.getStart(tree));
          const number = this.numberOf({ file, line: line + 1, column: character + 1 });
          const text = argumentsAfter(node, ARGUMENTS[name], number);
          if (text !== undefined) found.push({ start: node.end - 1, end: node.end - 1, text });
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(tree);
    return found;
  }
}

/** What tells which assertion is called by an expression, whatever the file imports it as. */
function assertionsOf(tree: ts.SourceFile): (callee: ts.Expression) => string | undefined {
  const direct = new Map<string, string>();
  const spaces = new Set<string>();
  for (const statement of tree.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const { moduleSpecifier, importClause } = statement;
    if (!ts.isStringLiteral(moduleSpecifier) || moduleSpecifier.text !== "testing") continue;
    const bindings = importClause?.namedBindings;
    if (!bindings) continue;
    if (ts.isNamespaceImport(bindings)) spaces.add(bindings.name.text);
    else
      for (const { name, propertyName } of bindings.elements)
        direct.set(name.text, (propertyName ?? name).text);
  }
  return (callee) => {
    let name: string | undefined;
    if (ts.isIdentifier(callee)) name = direct.get(callee.text);
    else if (
      ts.isPropertyAccessExpression(callee) &&
      ts.isIdentifier(callee.expression) &&
      spaces.has(callee.expression.text)
    )
      name = callee.name.text;
    return name !== undefined && Object.hasOwn(ARGUMENTS, name) ? name : undefined;
  };
}

/** What to write before the closing parenthesis; undefined: what is there already leaves no way. */
function argumentsAfter(
  { arguments: list }: ts.CallExpression,
  count: number,
  number: number,
): string | undefined {
  if (list.length > count || list.some((argument) => ts.isSpreadElement(argument))) return undefined;
  const missing = Array.from({ length: count - list.length }, () => "undefined");
  const comma = list.length > 0 && !list.hasTrailingComma ? "," : "";
  return comma + [...missing, number].join();
}
