import type { NodePath, PluginItem, types } from "@babel/core";
import type { ImageMap } from "../sourcemap.ts";
import { Context, t } from "./context.ts";
import type { HelperName } from "./helpers.ts";

/** Our own small helpers for what Babel's would do; its own use symbols, hoisting and much space. */
const replacements: Record<string, HelperName> = {
  extends: "assign",
  objectSpread2: "assign",
  objectWithoutPropertiesLoose: "without",
  objectWithoutProperties: "without",
  taggedTemplateLiteralLoose: "tagged",
  taggedTemplateLiteral: "tagged",
  readOnlyError: "constant",
  objectDestructuringEmpty: "notNull",
  defineAccessor: "accessor",
  slicedToArray: "array",
  toArray: "array",
  toConsumableArray: "array",
};

/** Babel writes `marker(list).slice(2)` for the rest of an array pattern; the repairs make `[].slice.call` of it. */
export const restMarker = "$rest";

interface Hooks {
  path: NodePath<types.Program>;
  set(key: "helperGenerator", value: (name: string) => types.Identifier): void;
}

/** A plugin that hands Babel the helpers of {@link replacements}. */
export function runtimeHelpers(map: ImageMap): PluginItem {
  let context: Context | undefined;
  return {
    name: "uasyncio-helpers",
    visitor: {},
    pre(file) {
      const hooks = file as unknown as Hooks;
      const own = (context = new Context(hooks.path, map));
      hooks.set("helperGenerator", (name) => {
        if (name === "arrayLikeToArray") return t.identifier(restMarker);
        const helper = replacements[name];
        if (helper === undefined) throw new Error(`no helper stands in for Babel's "${name}"`);
        return own.helper(helper);
      });
    },
    post() {
      context?.insertHelpers();
    },
  };
}
