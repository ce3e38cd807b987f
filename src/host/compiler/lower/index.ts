import { generate } from "@babel/generator";
import * as t from "@babel/types";
import { forgetAwaits, walk } from "./ast.ts";
import { freeName, shareCaptured } from "./capture.ts";
import { lowerCoroutine } from "./coroutine.ts";
import { lowerParams, lowerPrivateNames, lowerSymbols, namesIn } from "./desugar.ts";
import { Refusals } from "./errors.ts";
import { Helpers } from "./helpers.ts";
import { Module } from "./module.ts";
import { parse } from "./parse.ts";
import { refuseGlobals, refuseSyntax } from "./refuse.ts";
import { resolve } from "./resolve.ts";
import { lowerUsing } from "./using.ts";

export { CompileError, formatRefusal, type Refusal } from "./errors.ts";

export interface LowerOptions {
  /** Is the expression at this offset of the source an array or a string? Loops over it then go by index. */
  isArrayAt?: (offset: number) => boolean;
  /** It is a module of this package, which may use the reserved names. */
  isLibrary?: boolean;
}

export interface Lowered {
  code: string;
  map: object;
}

/**
 * Compiles one TypeScript or JavaScript module for an engine without async functions: types are taken away, async
 * functions and async generators become coroutines, and what the target cannot run is refused.
 *
 * @throws CompileError with everything that is refused
 */
export function lower(source: string, filename: string, options: LowerOptions = {}): Lowered {
  const { file, types } = parse(source, filename);
  const { program } = file;
  const refusals = new Refusals(filename);
  refuseSyntax(program, refusals);
  resolve(program);
  // What the library uses is checked where it counts: in the image.
  if (!options.isLibrary) refuseGlobals(program, refusals);
  refusals.check();

  const names = namesIn(program);
  const helpers = new Helpers(names);
  lowerSymbols(program);
  lowerPrivateNames(program, source);
  lowerUsing(program, names, helpers, refusals);
  lowerParams(program, names, refusals);
  refusals.check();

  forgetAwaits();
  const resolved = resolve(program);
  for (const name of resolved.names) names.add(name);
  resolved.names = names;
  const module = new Module(names, helpers, refusals, types, options);
  module.noteNames(program);
  for (const f of resolved.coroutines) {
    const fn = f.node as t.Function;
    f.frameName = freeName("f", [...fn.params, fn.body], names);
  }
  const home = new Map<t.Node, t.Statement>();
  for (const s of program.body) {
    walk(s, (n) => {
      if (t.isFunction(n)) home.set(n, s);
      return undefined;
    });
  }
  shareCaptured(resolved, refusals);

  const hoisted = new Map<t.Statement, t.Statement[]>();
  for (const f of resolved.coroutines) {
    const s = home.get(f.node)!;
    hoisted.set(s, [...(hoisted.get(s) ?? []), ...lowerCoroutine(f, module, resolved)]);
  }
  program.body = program.body.flatMap((s) => [...(hoisted.get(s) ?? []), s]);
  module.openCalls(program);
  helpers.importInto(program);
  refusals.check();

  const result = generate(
    file,
    {
      sourceMaps: true,
      sourceFileName: filename,
      shouldPrintComment: (c) => /[@#]__(PURE|NO_SIDE_EFFECTS)__/.test(c),
    },
    source,
  );
  if (!result.map) throw new Error("no source map was made");
  return { code: result.code, map: result.map };
}
