import * as t from "@babel/types";
import { at, bindingOf, nameState, patternIds, ref, stateOf, stateRef, variableNames, walk } from "./ast.ts";
import { Block } from "./blocks.ts";
import { freeName } from "./capture.ts";
import { returnValue } from "./explode-jump.ts";
import { statements } from "./explode-stmt.ts";
import { Flow } from "./flow.ts";
import { Outside } from "./outside.ts";
import { localName, Placement } from "./place.ts";
import type { Resolved } from "./resolve.ts";
import { type Func, Scope } from "./scopes.ts";
import { makeStates, resolveBlock, type State } from "./states.ts";
import type { Module } from "./module.ts";

/** Compiles one coroutine: its function becomes one that makes a frame; gives the state functions. */
export function lowerCoroutine(func: Func, module: Module, program: Resolved): t.Statement[] {
  const fn = func.node as t.Function;
  const scope = new Scope("function", fn, undefined, func, false, false);
  const flow = new Flow(func, scope, module.helpers, module.refusals, module);
  const base = nameOf(fn, module);
  if (t.isBlockStatement(fn.body)) statements(flow, fn.body.body);
  else
    flow.temporaries(() => {
      returnValue(flow, fn.body as t.Expression);
    });

  const states = makeStates(flow.entry, func.frameName);
  const outside = new Outside(func, module);
  for (const s of states) s.body = outside.replaceIn(s.body);
  const placement = new Placement(func, states, module.names, program.bindings);
  const valueName = freeName(
    "v",
    states.flatMap((s) => s.body),
    module.names,
  );
  placement.rename();
  const made = states.map((s) => finishParam(s, placement, valueName));
  const parts = placement.apply();

  const functions: t.Statement[] = [];
  const named: { fn: t.FunctionDeclaration; block: Block }[] = [];
  states.forEach((s, i) => {
    const param = made[i]?.() ?? undefined;
    const usesFrame = s.body.some((x) => variableNames([x]).has(func.frameName));
    const params = param !== undefined ? [func.frameName, param] : usesFrame ? [func.frameName] : [];
    const declared = t.functionDeclaration(
      at(t.identifier("state"), fn),
      params.map((p) => t.identifier(p)),
      t.blockStatement(s.body),
    );
    at(declared, fn);
    s.block.name = module.nameOfKnown(declared) ?? "";
    if (s.block.name === "") {
      s.block.name = module.nameState(base);
      module.remember(declared, s.block.name);
      named.push({ fn: declared, block: s.block });
    }
  });
  for (const { fn: declared, block } of named) {
    declared.id = at(t.identifier(block.name), fn);
    functions.push(declared);
  }
  const entry = resolveBlock(flow.entry);
  wrap(
    fn,
    entry,
    [
      ...program.bindings
        .filter((b) => b.scope.func === func && b.kind === "param" && b.slot !== undefined)
        .map((b) => ({
          slot: b.slot!,
          value: ref(b),
        })),
      ...parts.map((p) => ({ slot: p.slot, value: ref(p.value) })),
      ...outside.parts,
    ],
    module,
    func,
  );
  for (const f of functions) nameStates(f);
  nameStates(fn.body);
  return functions;
}

function nameStates(node: t.Node): void {
  walk(node, (n) => {
    const b = stateOf(n);
    if (b) nameState(n as t.Identifier, resolveBlock(b).name);
    return undefined;
  });
}

/**
 * The first statement of a state takes over its parameter. Where that only gives it to a variable, the parameter
 * is that variable. Returns a function that tells the name of the parameter, if there is to be one.
 */
function finishParam(s: State, placement: Placement, valueName: string): () => string | undefined {
  const p = s.block.param;
  if (!p) return () => undefined;
  const count = placement.countOf(p);
  if (count <= 1) {
    s.body.shift();
    return () => undefined;
  }
  const second = s.body[1];
  const d = t.isVariableDeclaration(second) ? second.declarations[0] : undefined;
  if (placement.isLocal(p) && count === 2 && t.isIdentifier(d?.init) && bindingOf(d.init) === p) {
    const x = t.isIdentifier(d.id) ? bindingOf(d.id) : undefined;
    if (x && placement.isLocal(x)) {
      s.body.splice(0, 2);
      return () => localName(x);
    }
    s.body.shift();
    d.init = t.identifier(valueName);
    return () => valueName;
  }
  if (placement.isLocal(p)) {
    s.body.shift();
    if (p.kind !== "temp") return () => localName(p);
    placement.setName(p, valueName, s);
    return () => valueName;
  }
  const first = s.body[0] as t.VariableDeclaration;
  first.declarations[0].init = t.identifier(valueName);
  return () => valueName;
}

/** Names the function after what it is stored in. */
function nameOf(fn: t.Function, module: Module): string {
  if ("id" in fn && fn.id) return fn.id.name;
  if ("key" in fn && t.isIdentifier(fn.key) && !fn.computed) return fn.key.name.replace(/^_\$.*_/, "");
  return module.storedName.get(fn) ?? "async";
}

function wrap(
  fn: t.Function,
  entry: Block,
  parts: { slot: string; value: t.Expression }[],
  module: Module,
  func: Func,
): void {
  const used = new Set(parts.map((p) => bindingOf(p.value)));
  const isUsed = (p: t.Node): boolean => patternIds(p).some((id) => used.has(bindingOf(id)));
  const keep = fn.params.findLastIndex(isUsed) + 1;
  fn.params = fn.params.slice(0, keep);
  const frame = t.objectExpression([
    t.objectProperty(t.identifier("_$s"), stateRef(entry)),
    // Given at once, for the loop reads it at every await, and a missing property costs Espruino a search.
    t.objectProperty(t.identifier("_$p"), t.numericLiteral(0)),
    ...parts.map((p) => t.objectProperty(t.identifier(p.slot), p.value)),
  ]);
  const made = func.generator ? t.callExpression(module.helpers.use("agen"), [frame]) : frame;
  at(made, fn.body);
  fn.async = false;
  fn.generator = false;
  if (t.isArrowFunctionExpression(fn)) {
    fn.body = made;
    fn.expression = true;
    module.makers.add(fn);
  } else fn.body = at(t.blockStatement([at(t.returnStatement(made), fn.body)]), fn.body);
}
