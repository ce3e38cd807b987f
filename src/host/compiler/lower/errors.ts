/** One thing in the user's source that cannot be compiled. */
export interface Refusal {
  file: string;
  /** 1-based. */
  line: number;
  /** 1-based. */
  column: number;
  /** Name of the construct. */
  construct: string;
  /** What to write instead. */
  advice: string;
}

/** Everything in one file that the compiler refuses, in source order. */
export class CompileError extends Error {
  readonly errors: readonly Refusal[];

  constructor(errors: readonly Refusal[]) {
    super(errors.map(formatRefusal).join("\n"));
    this.name = "CompileError";
    this.errors = errors;
  }

  get file(): string {
    return this.errors[0]?.file ?? "";
  }
  get line(): number {
    return this.errors[0]?.line ?? 1;
  }
  get column(): number {
    return this.errors[0]?.column ?? 1;
  }
}

export function formatRefusal(r: Refusal): string {
  return `${r.file}:${String(r.line)}:${String(r.column)}: ${r.construct}: ${r.advice}`;
}

interface Positioned {
  loc?: { start: { line: number; column: number } } | null | undefined;
}

/** Collects refusals of one file. */
export class Refusals {
  private readonly list: Refusal[] = [];

  constructor(readonly file: string) {}

  add(node: Positioned, construct: string, advice: string): void {
    const at = node.loc?.start ?? { line: 1, column: 0 };
    const refusal = { file: this.file, line: at.line, column: at.column + 1, construct, advice };
    this.list.push(refusal);
  }

  /** Throws when there is anything to complain about. */
  check(): void {
    if (this.list.length === 0) return;
    this.list.sort((a, b) => a.line - b.line || a.column - b.column);
    throw new CompileError(this.list);
  }

  fail(node: Positioned, construct: string, advice: string): never {
    this.add(node, construct, advice);
    this.check();
    throw new Error("unreachable");
  }
}
