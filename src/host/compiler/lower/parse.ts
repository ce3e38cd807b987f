import { parseSync, transformFromAstSync } from "@babel/core";
import typescript from "@babel/plugin-transform-typescript";
import * as t from "@babel/types";
import { walk } from "./ast.ts";
import { CompileError } from "./errors.ts";

/** What the type annotations of a module tell: source offsets of the identifiers that they belong to. */
export interface DeclaredTypes {
  /** Arrays, typed arrays and strings. */
  arrays: ReadonlySet<number>;
  /** What is never to be awaited. */
  plain: ReadonlySet<number>;
}

export interface Parsed {
  file: t.File;
  types: DeclaredTypes;
}

const common = {
  configFile: false,
  babelrc: false,
  browserslistConfigFile: false,
  sourceType: "module",
} as const;

/** Parses one module and takes its types away. */
export function parse(source: string, filename: string): Parsed {
  const isTypeScript = /\.[cm]?tsx?$/.test(filename);
  const plugins = ["decorators", "decoratorAutoAccessors", "explicitResourceManagement"] as const;
  try {
    const file = parseSync(source, {
      ...common,
      filename,
      parserOpts: { plugins: isTypeScript ? [...plugins, "typescript"] : [...plugins] },
    });
    if (!file) throw new Error("nothing was parsed");
    const types = declaredTypes(file);
    if (!isTypeScript) return { file, types };
    const done = transformFromAstSync(file, source, {
      ...common,
      filename,
      cloneInputAst: false,
      ast: true,
      code: false,
      plugins: [[typescript, { allowDeclareFields: true, optimizeConstEnums: true }]],
    });
    if (!done?.ast) throw new Error("no types were taken away");
    return { file: done.ast, types };
  } catch (e) {
    throw asCompileError(e, filename);
  }
}

interface BabelError extends Error {
  loc?: { line: number; column: number };
}

function asCompileError(e: unknown, filename: string): Error {
  if (!(e instanceof Error)) return new Error(String(e));
  const loc = (e as BabelError).loc;
  const text = e.message.split("\n")[0] ?? "";
  // Babel's plugins give the position only as a picture of the code below the message.
  const marked = /^> +(\d+) \|.*\n +\| +?(\s*)\^/m.exec(e.message);
  const line = loc?.line ?? (marked ? Number(marked[1]) : 1);
  const column = loc ? loc.column + 1 : (marked?.[2]?.length ?? 0) + 1;
  const advice = text.replace(/^.*?: (?=\S)/, (head) =>
    head.includes("/") || head.includes(filename) ? "" : head,
  );
  return new CompileError([
    {
      file: filename,
      line,
      column,
      construct: loc ? "syntax error" : "unsupported TypeScript",
      advice: advice.replace(/ \(\d+:\d+\)$/, ""),
    },
  ]);
}

const TYPED_ARRAY =
  /^(ReadonlyArray|Array|(Uint8|Uint8Clamped|Int8|Uint16|Int16|Uint32|Int32|Float32|Float64)Array)$/;

function isArrayType(type: t.Node): boolean {
  if (t.isTSArrayType(type) || t.isTSTupleType(type) || t.isTSStringKeyword(type)) return true;
  if (t.isTSTypeOperator(type) && type.operator === "readonly") return isArrayType(type.typeAnnotation);
  if (t.isTSTypeReference(type) && t.isIdentifier(type.typeName)) return TYPED_ARRAY.test(type.typeName.name);
  if (t.isTSUnionType(type)) return type.types.every(isArrayType);
  return false;
}

function isPlainType(type: t.Node): boolean {
  if (t.isTSUnionType(type)) return type.types.every(isPlainType);
  return (
    isArrayType(type) ||
    t.isTSNumberKeyword(type) ||
    t.isTSBooleanKeyword(type) ||
    t.isTSLiteralType(type) ||
    t.isTSNullKeyword(type) ||
    t.isTSUndefinedKeyword(type)
  );
}

function declaredTypes(file: t.File): DeclaredTypes {
  const arrays = new Set<number>();
  const plain = new Set<number>();
  walk(file.program, (node) => {
    if (!t.isIdentifier(node) || !t.isTSTypeAnnotation(node.typeAnnotation) || typeof node.start !== "number")
      return undefined;
    const type = node.typeAnnotation.typeAnnotation;
    if (isArrayType(type)) arrays.add(node.start);
    if (isPlainType(type)) plain.add(node.start);
    return undefined;
  });
  return { arrays, plain };
}
