import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "./modules.ts";

/** The figures that tests hold images against: `"budgets"` of package.json, largest sizes in bytes by name. */
export function readBudgets(file = join(packageRoot, "package.json")): Record<string, number> {
  const { budgets = {} } = JSON.parse(readFileSync(file, "utf8")) as { budgets?: Record<string, number> };
  return budgets;
}

/** The budget of this name; a name without one is a mistake in the test or in package.json. */
export function budget(name: string, file?: string): number {
  const figure = readBudgets(file)[name];
  if (typeof figure !== "number") throw new Error(`package.json has no budget "${name}"`);
  return figure;
}
