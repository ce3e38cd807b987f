import fc from "fast-check";
import { type Node, Printer } from "./print-program.ts";

/*
 * Random programs over control flow. A program is a tree of nodes; what a node means in the end depends on where it
 * stands: a `break` picks one of the labels around it, a variable one of those in scope. So any part of a tree may be
 * taken away when fast-check shrinks it. Every loop is bounded.
 */
const STATEMENTS = [
  "log",
  "log",
  "await",
  "let",
  "const",
  "assign",
  "assign",
  "update",
  "if",
  "if",
  "ifElse",
  "while",
  "doWhile",
  "for",
  "for",
  "forOf",
  "forOf",
  "forOfIter",
  "forIn",
  "forAwait",
  "forAwaitGen",
  "label",
  "switch",
  "switch",
  "tryCatch",
  "tryCatch",
  "tryFinally",
  "tryFinally",
  "tryCatchFinally",
  "break",
  "continue",
  "return",
  "throw",
  "block",
  "closure",
  "closure",
  "mutator",
  "callClosures",
  "nested",
  "nestedPlain",
  "function",
  "destructure",
  "destructureDefault",
  "using",
  "awaitUsing",
  "yield",
  "yield",
  "yieldStar",
  "ifBreak",
  "ifBreak",
  "ifContinue",
  "ifReturn",
  "var",
  "class",
  "late",
  "shadow",
  "params",
] as const;

const EXPRESSIONS = [
  "number",
  "number",
  "variable",
  "variable",
  "variable",
  "await",
  "await",
  "await",
  "awaitFail",
  "awaitCall",
  "binary",
  "conditional",
  "and",
  "or",
  "nullish",
  "call",
  "call",
  "method",
  "template",
  "array",
  "object",
  "assign",
  "compound",
  "logicalAssign",
  "optional",
  "sequence",
  "spread",
  "not",
  "member",
  "memberAssign",
  "iife",
  "yield",
  "tagged",
  "new",
  "update",
] as const;

const { statements } = fc.letrec<{ statements: Node[]; statement: Node; expression: Node }>((tie) => {
  const leaf = (kinds: readonly string[]): fc.Arbitrary<Node> =>
    fc.record({
      kind: fc.constantFrom(...kinds),
      pick: fc.nat(11),
      expressions: fc.constant<Node[]>([]),
      blocks: fc.constant<Node[][]>([]),
    });
  return {
    expression: fc.oneof(
      { maxDepth: 3, depthIdentifier: "expression", withCrossShrink: true },
      { arbitrary: leaf(["number", "variable", "await"]), weight: 1 },
      {
        weight: 2,
        arbitrary: fc.record({
          kind: fc.constantFrom(...EXPRESSIONS),
          pick: fc.nat(11),
          expressions: fc.array(tie("expression"), { minLength: 1, maxLength: 3, size: "max" }),
          blocks: fc.constant<Node[][]>([]),
        }),
      },
    ),
    statement: fc.oneof(
      { maxDepth: 5, depthIdentifier: "statement", withCrossShrink: true },
      { arbitrary: leaf(["log", "await", "closure", "yield", "break", "continue"]), weight: 1 },
      {
        weight: 5,
        arbitrary: fc.record({
          kind: fc.constantFrom(...STATEMENTS),
          pick: fc.nat(11),
          expressions: fc.array(tie("expression"), { minLength: 1, maxLength: 2, size: "max" }),
          blocks: fc.array(tie("statements"), { minLength: 1, maxLength: 3, size: "max" }),
        }),
      },
    ),
    statements: fc.array(tie("statement"), { minLength: 1, maxLength: 5, size: "max" }),
  };
});

/** The text of a random program. */
export const program: fc.Arbitrary<string> = fc
  .array(statements, { minLength: 1, maxLength: 3, size: "max" })
  .map((parts) => parts.flat())
  .map((body) => new Printer().program(body));
