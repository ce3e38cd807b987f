import type { Statement, Tree } from "./tree.ts";

/** One program in both languages: its functions and what starts tasks, without what stands around them. */
export interface Pair {
  py: string;
  ts: string;
}

const RAISED = [
  ["ValueError", '"v"'],
  ["OSError", "5"],
  ["KeyError", "7"],
  ["RuntimeError", '"r"'],
  ["ValueError", '"a", 1'],
  ["CancelledError", ""],
  ["TimeoutError", ""],
] as const;
const CAUGHT = [
  "BaseException",
  "Exception",
  "CancelledError",
  "ValueError",
  "OSError",
  "LookupError",
  "RuntimeError",
  "TimeoutError",
] as const;
const TIMES = [0, 1, 2, 5, 0, 3, 10, 5, 20, 1, 4, -1];

const pick = <T>(list: readonly T[], at: number): T => list[at % list.length];

/** Prints both sides of a program in one walk, so that they say the same. */
export class Printer {
  private readonly lines = { py: [] as string[], ts: [] as string[] };
  private depth = 0;
  private labels = 0;
  private readonly tree: Tree;
  private readonly prefix: string;

  /** With `prefix` before the names of the functions. */
  constructor(tree: Tree, prefix = "") {
    this.tree = tree;
    this.prefix = prefix;
  }

  print(): Pair {
    // A function stands below those it calls: not every engine hoists.
    for (let i = this.tree.functions.length - 1; i >= 0; i--) {
      this.open(`async def ${this.prefix}f${i}(by):`, `async function ${this.prefix}f${i}(by) {`);
      this.line(`w = begin("f${i}", by)`, `const w = begin("f${i}", by);`);
      this.statements(this.tree.functions[i], i);
      this.line("return w");
      this.close("}");
    }
    this.open(`def ${this.prefix}start():`, `function ${this.prefix}start() {`);
    for (const at of this.tree.tasks) this.line(`spawn(${this.prefix}f${at % this.tree.functions.length})`);
    this.close("}");
    return { py: this.lines.py.join("\n") + "\n", ts: this.lines.ts.join("\n") + "\n" };
  }

  private line(py: string, ts = py + ";"): void {
    if (py) this.lines.py.push("    ".repeat(this.depth) + py);
    if (ts) this.lines.ts.push("  ".repeat(this.depth) + ts);
  }

  private open(py: string, ts: string): void {
    this.line(py, ts);
    this.depth++;
  }

  private close(ts: string): void {
    this.depth--;
    this.line("", ts);
  }

  private block(statements: Statement[], at: number): void {
    if (statements.length === 0) this.line("pass", "");
    this.statements(statements, at);
  }

  private statements(statements: Statement[], at: number): void {
    for (const statement of statements) this.statement(statement, at);
  }

  /** Any of the functions behind number `at`; undefined if there is none. */
  private callee(at: number, which: number): string | undefined {
    const count = this.tree.functions.length - at - 1;
    return count > 0 ? `${this.prefix}f${at + 1 + (which % count)}` : undefined;
  }

  /** A function to start, or the number of a task. */
  private target(at: number, which: number): string {
    return (which % 2 ? this.callee(at, which >> 1) : undefined) ?? String(which >> 1);
  }

  private statement(s: Statement, at: number): void {
    const label = ++this.labels;
    const show = (value: string): void => {
      this.line(`log(w, ${label}, ${value})`);
    };
    const callee = this.callee(at, s.n);
    switch (s.kind) {
      case "log":
        return show(`done(${s.n})`);
      case "sleep":
        return show(`await sleep_ms(${pick(TIMES, s.n)})`);
      case "raise": {
        const [name, args] = pick(RAISED, s.n);
        return this.line(`raise ${name}(${args})`, `throw new ${name}(${args});`);
      }
      case "return":
        return this.line(`return "r${label}"`);
      case "busy":
        return show(`busy(${s.n % 6})`);
      case "set":
      case "clear":
        return show(`E[${s.n % 2}].${s.kind}()`);
      case "release":
        return this.guarded(s, label, `release(${s.n}`);
      case "cancel":
        return this.guarded(s, label, `cancel(${s.n}`);
      case "spawn":
        return callee ? this.line(`spawn(${callee})`) : show("0");
      case "call":
        if (!callee) return show("1");
        return this.line(
          `log(w, ${label}, await ${callee}(None))`,
          `log(w, ${label}, await ${callee}(null));`,
        );
      case "event":
        return show(`await E[${s.n % 2}].wait()`);
      case "acquire":
        return show(`await L[${s.n % 2}].acquire()`);
      case "wait":
        return this.guarded(s, label, `await wait(${s.n}`);
      case "waitFor":
        return this.waitFor(s, at, label);
      case "gather":
        return this.gather(s, at, label);
      case "tryExcept":
        return this.tryExcept(s, at, label);
      case "tryFinally":
        this.open("try:", "try {");
        this.block(s.body, at);
        this.depth--;
        this.open("finally:", "} finally {");
        this.block(s.other, at);
        return this.close("}");
      case "locked":
        return this.locked(s, at);
      case "repeat":
        this.open(`for i${label} in range(2):`, `for (let i${label} = 0; i${label} < 2; i${label}++) {`);
        this.block(s.body, at);
        return this.close("}");
      case "if": {
        const condition = pick([`done(${s.m})`, `E[${s.m % 2}].is_set()`, `L[${s.m % 2}].locked()`], s.n);
        this.open(`if ${condition}:`, `if (${condition}) {`);
        this.block(s.body, at);
        return this.close("}");
      }
    }
  }

  private waitFor(s: Statement, at: number, label: number): void {
    const target = this.target(at, s.m);
    // Now and then without limit.
    const ms = s.n % 13 === 12 ? -9 : pick(TIMES, s.n);
    this.guarded(s, label, `await limited(${target}, ${ms}`);
  }

  private gather(s: Statement, at: number, label: number): void {
    const targets = s.items.map((item) => this.target(at, item)).join(", ");
    this.guarded(s, label, `await gathering(w, ${s.n % 2}, [${targets}]`);
  }

  /** A call, whose last argument says what is to become of exceptions. */
  private guarded(s: Statement, label: number, call: string): void {
    this.line(
      `log(w, ${label}, ${call}, ${s.safe ? "True" : "False"}))`,
      `log(w, ${label}, ${call}, ${s.safe}));`,
    );
  }

  private tryExcept(s: Statement, at: number, label: number): void {
    const caught = pick(CAUGHT, s.n);
    this.open("try:", "try {");
    this.block(s.body, at);
    this.depth--;
    this.open(`except ${caught} as e${label}:`, `} catch (e${label}) {`);
    this.line("", `if (!(e${label} instanceof ${caught})) throw e${label};`);
    this.line(`log(w, ${label}, [e${label}])`);
    this.statements(s.other, at);
    if (s.m % 3 === 2) this.line(`raise e${label}`, `throw e${label};`);
    this.close("}");
  }

  private locked(s: Statement, at: number): void {
    const lock = `L[${s.n % 2}]`;
    this.line("", `await ${lock}.acquire();`);
    this.open(`async with ${lock}:`, "try {");
    this.block(s.body, at);
    this.close(`} finally { ${lock}.release(); }`);
  }
}
