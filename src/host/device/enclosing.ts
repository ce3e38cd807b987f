import { createRequire } from "node:module";
import type TypeScript from "typescript";

/** Loaded only for a trace: it is large. */
const typescript = (() => {
  let loaded: typeof TypeScript | undefined;
  return () => (loaded ??= createRequire(import.meta.url)("typescript") as typeof TypeScript);
})();

/** What the user calls the function that a place of a source file is in, as `main` or `Meter.measure`; undefined for one without a name. */
export class EnclosingFunctions {
  private readonly files = new Map<string, TypeScript.SourceFile>();

  /** @param contents text of a source file */
  constructor(private readonly contents: (source: string) => string | undefined) {}

  /** Line and column from 1. */
  at(source: string, line: number, column: number): string | undefined {
    const file = this.file(source);
    if (!file || line > file.getLineStarts().length) return undefined;
    const position = Math.min(file.getLineStarts()[line - 1] + column - 1, file.end);
    return name(typescript(), file, position);
  }

  private file(source: string): TypeScript.SourceFile | undefined {
    const known = this.files.get(source);
    if (known) return known;
    const text = this.contents(source);
    if (text === undefined) return undefined;
    const ts = typescript();
    const file = ts.createSourceFile(source, text, ts.ScriptTarget.Latest, true);
    this.files.set(source, file);
    return file;
  }
}

function name(ts: typeof TypeScript, file: TypeScript.SourceFile, position: number): string | undefined {
  let found: string | undefined;
  const visit = (node: TypeScript.Node): void => {
    if (position < node.getStart(file) || position > node.end) return;
    if (ts.isFunctionLike(node)) found = nameOf(ts, node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function nameOf(ts: typeof TypeScript, node: TypeScript.SignatureDeclaration): string | undefined {
  const { parent } = node;
  const own =
    node.name ??
    (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) ? parent.name : undefined);
  const text = ts.isConstructorDeclaration(node) ? "constructor" : own?.getText();
  const owner = ts.isClassLike(parent) ? parent.name?.text : undefined;
  return text !== undefined && owner !== undefined ? `${owner}.${text}` : text;
}
