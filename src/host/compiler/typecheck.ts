import { dirname, join } from "node:path";
import ts from "typescript";
import type { BuildMessage } from "./errors.ts";
import { isLibraryFile, libraryFiles, packageRoot, unknownModule, type HalName } from "./modules.ts";

/** Strict settings for a program that has no tsconfig.json of its own. */
const defaults: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts"],
  types: [],
  strict: true,
  skipLibCheck: true,
};

/** Diagnostics that mean "no such module". */
const noSuchModule = new Set([2307, 2792, 2732, 2882, 7016, 2591, 2580]);

export interface Types {
  /** Empty when there is nothing wrong. */
  errors: BuildMessage[];
  /** Offsets, in a file, of what \`for (… of …)\` walks where that is an array, a string or a typed array. */
  arraysIn: (file: string) => ReadonlySet<number>;
  program: ts.Program;
}

/** Checks the types of a program. */
export function typecheck(entry: string, hal: HalName): Types {
  const { options, extra, errors } = settings(entry);
  const paths = Object.fromEntries(Object.entries(libraryFiles(hal)).map(([name, file]) => [name, [file]]));
  const program = ts.createProgram([entry, ...extra], {
    ...options,
    // These the build decides, whatever the user's tsconfig says.
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    paths: { ...options.paths, ...paths },
    allowImportingTsExtensions: true,
    allowJs: true,
    noEmit: true,
    composite: false,
    incremental: false,
    declaration: false,
    sourceMap: false,
    configFilePath: options["configFilePath"],
  });
  const found = [...errors, ...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()];
  for (const source of program.getSourceFiles()) {
    if (source.isDeclarationFile || isLibraryFile(source.fileName)) continue;
    found.push(...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source));
  }
  return {
    errors: ts.sortAndDeduplicateDiagnostics(found).map(toMessage),
    arraysIn: (file) => arrayOffsets(program.getSourceFile(file), program.getTypeChecker()),
    program,
  };
}

const known = new WeakMap<ts.SourceFile, ReadonlySet<number>>();

function arrayOffsets(file: ts.SourceFile | undefined, checker: ts.TypeChecker): ReadonlySet<number> {
  if (!file) return new Set();
  const before = known.get(file);
  if (before) return before;
  const offsets = new Set<number>();
  const visit = (node: ts.Node): void => {
    if (ts.isForOfStatement(node) && isIndexed(checker.getTypeAtLocation(node.expression), checker)) {
      offsets.add(node.expression.getStart(file));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  known.set(file, offsets);
  return offsets;
}

/** Whether every value of a type can be walked by index. */
function isIndexed(type: ts.Type, checker: ts.TypeChecker): boolean {
  if (type.isUnion()) return type.types.every((one) => isIndexed(one, checker));
  if (checker.isArrayType(type) || checker.isTupleType(type)) return true;
  if ((type.flags & ts.TypeFlags.StringLike) !== 0) return true;
  return /^(Int|Uint|Float)\d+(Clamped)?Array$/.test(type.symbol?.name ?? "");
}

interface Settings {
  options: ts.CompilerOptions;
  /** Declaration files that the user's tsconfig brings in. */
  extra: string[];
  errors: ts.Diagnostic[];
}

function settings(entry: string): Settings {
  const file = ts.findConfigFile(dirname(entry), (name) => ts.sys.fileExists(name));
  const globals = join(packageRoot, "boards/espruino.d.ts");
  if (file === undefined) return { options: defaults, extra: [globals], errors: [] };
  const read = ts.readConfigFile(file, (name) => ts.sys.readFile(name));
  if (read.error) return { options: defaults, extra: [], errors: [read.error] };
  const parsed = ts.parseJsonConfigFileContent(read.config, ts.sys, dirname(file), undefined, file);
  // "No inputs were found" does not matter: the entry is the input.
  const errors = parsed.errors.filter(({ code }) => code !== 18003 && code !== 18002);
  return {
    options: parsed.options,
    extra: parsed.fileNames.filter((name) => name.endsWith(".d.ts")),
    errors,
  };
}

function toMessage(diagnostic: ts.Diagnostic): BuildMessage {
  let message = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n    ");
  let hint: string | undefined;
  const quoted = /['"]([^'"]+)['"]/.exec(message)?.[1];
  if (noSuchModule.has(diagnostic.code) && quoted !== undefined && !/^\.{0,2}\//.test(quoted)) {
    if (quoted === "require")
      hint = "declare it for Espruino's own modules:  declare function require(name: string): any;";
    else ({ message, hint } = unknownModule(quoted));
  }
  const { file, start } = diagnostic;
  if (file === undefined || start === undefined) return { message, hint };
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  return { message, hint, file: file.fileName, line: line + 1, column: character + 1 };
}
