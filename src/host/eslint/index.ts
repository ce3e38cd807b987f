import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ESLint, Linter, Rule } from "eslint";
import { packageRoot } from "../compiler/modules.ts";
import { noPromiseMethods } from "./promise_methods.ts";
import { noSwallowedCancellation } from "./swallowed.ts";
import { noUnawaitedCoroutine } from "./unawaited.ts";

const rules: Record<string, Rule.RuleModule> = {
  "no-swallowed-cancellation": noSwallowedCancellation,
  "no-unawaited-coroutine": noUnawaitedCoroutine,
  "no-promise-methods": noPromiseMethods,
};

interface Plugin extends ESLint.Plugin {
  rules: Record<string, Rule.RuleModule>;
  configs: { recommended: Linter.Config };
}

/**
 * Rules of ESLint for programs on uasyncio.
 *
 * @example
 * // eslint.config.js
 * import uasyncio from "uasyncio/eslint";
 * export default [uasyncio.configs.recommended];
 */
const plugin: Plugin = {
  meta: {
    name: "uasyncio",
    version: (JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8")) as { version: string })
      .version,
  },
  rules,
  configs: {
    recommended: {
      name: "uasyncio/recommended",
      get plugins() {
        return { uasyncio: plugin };
      },
      rules: Object.fromEntries(Object.keys(rules).map((name) => [`uasyncio/${name}`, "error"])),
    },
  },
};

export default plugin;
