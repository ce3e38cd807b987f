import * as t from "@babel/types";
import { uniqueName } from "./capture.ts";

/** What compiled code may import from `#coroutine`. */
export type Helper =
  "iter" | "iterThrow" | "aiter" | "aclose" | "athrow" | "adispose" | "agen" | "yield_" | "delegate";

/** Imports the helpers that one module needs, under names that nobody else uses there. */
export class Helpers {
  private readonly used = new Map<Helper, string>();

  constructor(private readonly names: Set<string>) {}

  use(name: Helper): t.Identifier {
    let local = this.used.get(name);
    if (local === undefined) this.used.set(name, (local = uniqueName(name, this.names)));
    return t.identifier(local);
  }

  isHelper(name: string): boolean {
    return [...this.used.values()].includes(name);
  }

  importInto(program: t.Program): void {
    if (this.used.size === 0) return;
    const specifiers = [...this.used].map(([name, local]) =>
      t.importSpecifier(t.identifier(local), t.identifier(name)),
    );
    program.body.unshift(t.importDeclaration(specifiers, t.stringLiteral("#coroutine")));
  }
}
