import babel, { type NodePath, type types } from "@babel/core";
import presetEnv from "@babel/preset-env";
import { requireName } from "../bundle.ts";
import type { ImageMap } from "../sourcemap.ts";
import { lowerClasses } from "./classes.ts";
import { Context, t } from "./context.ts";
import { runtimeHelpers } from "./babel-helpers.ts";
import { removeLabels } from "./labels.ts";
import { order } from "./order.ts";
import { refuseBefore, repair } from "./repair.ts";
import { definesIterators, lowerSequences } from "./sequences.ts";

/** What no target engine can tell apart, said to Babel so that its output stays small. */
const assumptions = {
  constantSuper: true,
  ignoreFunctionLength: true,
  ignoreToPrimitiveHint: true,
  mutableTemplateObject: true,
  noDocumentAll: true,
  noNewArrows: true,
  objectRestNoSymbols: true,
  pureGetters: true,
  setComputedProperties: true,
  setSpreadProperties: true,
};

const exclude = [
  // Nothing asynchronous comes this far, and a function's name cannot be read on Espruino.
  "transform-regenerator",
  "transform-async-to-generator",
  "transform-async-generator-functions",
  "transform-function-name",
  "transform-typeof-symbol",
  "transform-classes",
];

/**
 * Lowers modern synchronous JavaScript to ES5 without the parts that Espruino lacks.
 *
 * @throws BuildError for what cannot be lowered, at its place in the user's source
 */
export function lowerToEs5(code: string, map: ImageMap): { code: string; map: ImageMap } {
  const options = { configFile: false, babelrc: false, sourceType: "script" } as const;
  const ast = babel.parseSync(code, options);
  if (!ast) throw new Error("Babel returned nothing");

  const first = step(ast, map);
  first.iterators = definesIterators(first.program);
  refuseBefore(first);
  lowerClasses(first);
  first.program.scope.crawl();
  lowerSequences(first);
  first.insertHelpers();

  babel.traverse.cache.clear();
  babel.transformFromAstSync(ast, code, {
    ...options,
    cloneInputAst: false,
    code: false,
    assumptions: { ...assumptions, iterableIsArray: !first.iterators },
    plugins: [runtimeHelpers(map)],
    presets: [[presetEnv, { forceAllTransforms: true, modules: false, exclude }]],
  });

  const third = step(ast, map);
  repair(third);
  removeLabels(third);
  hoist(third);
  order(third);

  const result = babel.transformFromAstSync(ast, code, {
    ...options,
    cloneInputAst: false,
    inputSourceMap: { ...map, file: map.file ?? "" },
    sourceMaps: true,
    compact: false,
    // Text stays as it was written: Espruino knows UTF-8, but takes "\\xe9" for a byte.
    generatorOpts: { jsescOption: { minimal: true } },
  });
  if (!result?.code || !result.map) throw new Error("Babel returned nothing");
  return { code: result.code, map: result.map as unknown as ImageMap };
}

/** A fresh look at the whole program, with its scopes as they are now. */
function step(ast: types.File, map: ImageMap): Context {
  babel.traverse.cache.clear();
  let program: NodePath<types.Program> | undefined;
  babel.traverse(ast, {
    Program(path) {
      program = path;
      path.stop();
    },
  });
  if (!program) throw new Error("no program");
  return new Context(program, map);
}

/** Function declarations go to the top of their scope, since Espruino makes them only when it comes by. */
function hoist({ program }: Context): void {
  const lift = (block: { body: types.Statement[] }): void => {
    // A mark by which Babel would put its own variables before the functions in the end.
    for (const statement of block.body) delete (statement as { _blockHoist?: number })._blockHoist;
    const functions = block.body.filter((statement) => t.isFunctionDeclaration(statement));
    if (functions.length === 0) return;
    block.body = [...functions, ...block.body.filter((statement) => !t.isFunctionDeclaration(statement))];
  };
  lift(program.node);
  program.traverse({
    BlockStatement({ node }) {
      lift(node);
    },
  });
  for (const statement of program.node.body) rename(statement);
}

function rename(node: types.Node): void {
  t.traverseFast(node, (inner) => {
    if (t.isIdentifier(inner, { name: requireName })) inner.name = "require";
  });
}
