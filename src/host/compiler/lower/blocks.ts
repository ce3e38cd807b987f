import type * as t from "@babel/types";
import type { Binding } from "./scopes.ts";

/** How the run goes on after the statements of a block. */
export type End =
  | { kind: "goto"; to: Block }
  | { kind: "if"; test: t.Expression; yes: Block; no: Block }
  | { kind: "switch"; on: t.Expression; cases: { test: t.Expression; to: Block }[]; otherwise: Block }
  | { kind: "await"; value: t.Expression; to: Block }
  | { kind: "return"; value: t.Expression | undefined }
  | { kind: "throw"; value: t.Expression }
  /** Goes to the state function that is the value of `target`. */
  | { kind: "resume"; target: t.Expression };

/** Straight code. A block that several others lead to becomes a state function, any other a part of one. */
export class Block {
  statements: t.Statement[] = [];
  end: End = { kind: "return", value: undefined };
  /** What the block starts with: the result of an await, or a caught exception. */
  param: Binding | undefined;
  /** Blocks whose state functions its statements mention. */
  mentions: Block[] = [];

  isState = false;
  /** A small block that is copied to wherever it is reached from. */
  isCopied = false;
  name = "";
}

export function successors(end: End): Block[] {
  switch (end.kind) {
    case "goto":
    case "await":
      return [end.to];
    case "if":
      return [end.yes, end.no];
    case "switch":
      return [...end.cases.map((c) => c.to), end.otherwise];
    default:
      return [];
  }
}
