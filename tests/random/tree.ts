import fc from "fast-check";

/**
 * A statement of an abstract program. What `n`, `m` and `items` mean depends on `kind` and on where it stands: they pick
 * among the functions, tasks, events… that there are. So any part of a tree may be taken away when it is shrunk.
 */
export interface Statement {
  kind: Kind;
  n: number;
  m: number;
  /** Its exceptions, but for CancelledError, are shown and go no further. */
  safe: boolean;
  items: number[];
  body: Statement[];
  other: Statement[];
}

/** A program: the bodies of functions, which may be called by the ones before them, and what it starts as tasks at once. */
export interface Tree {
  tasks: number[];
  functions: Statement[][];
}

// Those that come first are what a statement is shrunk to.
const PLAIN = [
  "log",
  "sleep",
  "raise",
  "return",
  "busy",
  "set",
  "clear",
  "release",
  "cancel",
  "spawn",
  "event",
  "acquire",
  "call",
  "wait",
  "waitFor",
  "gather",
] as const;
const NESTED = ["tryExcept", "tryFinally", "locked", "repeat", "if"] as const;
export type Kind = (typeof PLAIN)[number] | (typeof NESTED)[number];

/** How often a kind is taken, where not once. */
const WEIGHTS: Partial<Record<Kind, number>> = {
  sleep: 14,
  cancel: 8,
  spawn: 10,
  gather: 7,
  waitFor: 7,
  wait: 5,
  call: 3,
  event: 3,
  set: 3,
  acquire: 2,
  tryExcept: 4,
  tryFinally: 3,
};

/** Any of the kinds by weight. The first one is the simplest. */
function kindOf(kinds: readonly Kind[]): fc.Arbitrary<Kind> {
  return fc.constantFrom(...kinds.flatMap((kind) => Array<Kind>(WEIGHTS[kind] ?? 1).fill(kind)));
}

/** At least so many statements in a body, functions and tasks. */
function trees(least: number, functions: number, tasks: number): fc.Arbitrary<Tree> {
  const { body } = fc.letrec<{ statement: Statement; body: Statement[]; other: Statement[] }>((tie) => {
    const statement = (kinds: readonly Kind[], body: fc.Arbitrary<Statement[]>): fc.Arbitrary<Statement> =>
      fc.record({
        kind: kindOf(kinds),
        n: fc.nat(23),
        m: fc.nat(11),
        safe: fc.constantFrom(false, true, true, true),
        items: fc.array(fc.nat(11), { maxLength: 3, size: "max" }),
        body,
        other: body,
      });
    return {
      statement: fc.oneof(
        { maxDepth: 3, depthIdentifier: "statement", withCrossShrink: true },
        { weight: 4, arbitrary: statement(PLAIN, fc.constant<Statement[]>([])) },
        { weight: 1, arbitrary: statement(NESTED, tie("other")) },
      ),
      other: fc.array(tie("statement"), { maxLength: 3, size: "max" }),
      body: fc.array(tie("statement"), { minLength: least, maxLength: 9, size: "max" }),
    };
  });
  return fc.record({
    tasks: fc.array(fc.nat(4), { minLength: tasks, maxLength: 4, size: "max" }),
    functions: fc.array(body, { minLength: functions, maxLength: 5, size: "max" }),
  });
}

/** What programs are made by. */
export const generated = trees(3, 3, 2);
/** What they are shrunk by. */
export const shrunk = trees(0, 1, 1);
