import { parse, type AnyNode, type Node } from "acorn";
import { full } from "../compiler/walk.ts";
import { fileName, named, type KernelNames } from "./kernel_names.ts";
import { isLibrary, type Place, type SourcePlaces } from "./stack.ts";

/** A place in the original code of an image: `line` from 1, `column` from 0. */
interface Position {
  line: number;
  column: number;
}

/** Text that was put in at a place. */
interface Inserted extends Position {
  text: string;
}

interface FunctionRange {
  start: number;
  end: number;
  /** The identifier that the function is known by. */
  name: (Node & { name: string }) | undefined;
}

/**
 * The code of an image with a call around each coroutine that it makes: `{_$s:f,_$p:0}` becomes
 * `(hook({_$s:f,_$p:0}))`. Nothing else changes, and no line moves.
 */
export class CoroutineCode {
  /** What to run. */
  readonly code: string;
  /** Name of the global function that the code calls with each coroutine; it has to give it back. */
  readonly hook: string;

  private readonly inserted: Inserted[] = [];
  private readonly functions: FunctionRange[] = [];
  /** Coroutines of async functions that are called in place, and so are no functions in the image, by their offset. */
  private readonly opened = new Set<number>();
  private readonly lineStarts: number[] = [];

  constructor(
    original: string,
    private readonly names: KernelNames,
    private readonly places: SourcePlaces,
  ) {
    this.hook = "$made";
    while (original.includes(this.hook)) this.hook += "$";
    this.lineStarts = [0, ...[...original.matchAll(/\n/g)].map(({ index }) => index + 1)];
    const edits: { at: number; text: string }[] = [];
    const program = parsed(original);
    if (program)
      full(program, (node, parents) => {
        this.noteFunction(node, parents);
        if (node.type !== "ObjectExpression" || !this.isCoroutine(node, parents.at(-1))) return;
        if (parents.at(-1)?.type !== "ReturnStatement" && !isLibrary(this.placeOf(node)))
          this.opened.add(node.start);
        // In parentheses, for it may follow a keyword without a space.
        edits.push({ at: node.start, text: `(${this.hook}(` }, { at: node.end, text: "))" });
      });
    edits.sort((a, b) => a.at - b.at);
    let from = 0;
    this.code = "";
    for (const { at, text } of edits) {
      this.code += original.slice(from, at) + text;
      from = at;
      const { line, column } = this.position(at);
      this.inserted.push({ line, column, text });
    }
    this.code += original.slice(from);
  }

  /** Whether the image makes coroutines at all, as far as its map tells. */
  get makesAny(): boolean {
    return this.inserted.length > 0;
  }

  /** Column (from 0) in the original of a column in the code that runs. */
  originalColumn(line: number, column: number): number {
    let shift = 0;
    for (const edit of this.inserted) {
      if (edit.line !== line) continue;
      const start = edit.column + shift;
      if (start > column) break;
      // Within the inserted text: what follows it.
      shift += Math.min(edit.text.length, column - start);
    }
    return column - shift;
  }

  /** Name in the source of the innermost function around a place of the original; `async:12` if it has none. */
  functionAt({ line, column }: Position): string {
    const offset = (this.lineStarts[line - 1] ?? 0) + column;
    const around = this.functions.filter(({ start, end }) => start <= offset && offset < end);
    const name = around.at(-1)?.name;
    if (name && !this.isOpened({ line, column })) return named(name.name, name, this.places).name;
    return `async:${this.places.at(line, column).line}`;
  }

  /** Whether the async function was called in place, so that there is no function around what it makes. */
  isOpened({ line, column }: Position): boolean {
    return this.opened.has((this.lineStarts[line - 1] ?? 0) + column);
  }

  /** A coroutine begins with its state and the parent that it does not have yet. */
  private isCoroutine(node: AnyNode, parent: AnyNode | undefined): boolean {
    const { properties } = node as unknown as { properties: { key?: Node; value?: Node }[] };
    const [state, awaitedBy] = properties;
    if (keyOf(state) !== this.names.prop("_$s") || keyOf(awaitedBy) !== this.names.prop("_$p")) return false;
    if (state?.value?.type === "Literal" || valueOf(awaitedBy?.value) !== 0) return false;
    const { source } = this.placeOf(node);
    // The kernel's own are parts of a running task, but for the one that it makes on behalf of the program.
    if (
      source.startsWith("uasyncio/src/kernel/") &&
      this.functionAt(this.position(node.start)) !== "sleep_ms"
    )
      return false;
    // Their tasks run in any case, and a program may want the first few only.
    if (source === "uasyncio/src/asyncio/as_completed.ts") return false;
    // The body of an async generator is no coroutine of its own.
    if (parent?.type !== "CallExpression" || parent.callee.type !== "Identifier") return true;
    const callee = this.names.place(parent.callee.name);
    return !callee || fileName(callee.source) !== "kernel/generator.ts";
  }

  private placeOf(node: Node): Place {
    const { line, column } = this.position(node.start);
    return this.places.at(line, column);
  }

  private noteFunction(node: AnyNode, parents: readonly AnyNode[]): void {
    if (node.type !== "FunctionDeclaration" && node.type !== "FunctionExpression") return;
    const name = node.id ?? nameOf(node, parents.at(-1));
    this.functions.push({ start: node.start, end: node.end, name });
  }

  private position(offset: number): Position {
    let low = 0;
    let high = this.lineStarts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.lineStarts[middle] <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - this.lineStarts[low] };
  }
}

/** Code that cannot be parsed is left as it is: loading it will say why. */
function parsed(code: string): AnyNode | undefined {
  try {
    return parse(code, { ecmaVersion: 2020, locations: true, sourceType: "script" });
  } catch {
    return undefined;
  }
}

function keyOf(property: { key?: Node } | undefined): string | undefined {
  return property?.key?.type === "Identifier" ? (property.key as Node & { name: string }).name : undefined;
}

function valueOf(node: Node | undefined): unknown {
  return node?.type === "Literal" ? (node as Node & { value: unknown }).value : undefined;
}

/** What a function without a name of its own is stored in. */
function nameOf(node: Node, parent: AnyNode | undefined): (Node & { name: string }) | undefined {
  let target: AnyNode | undefined;
  if (parent?.type === "VariableDeclarator") target = parent.id;
  else if (parent?.type === "AssignmentExpression" && parent.right === node) target = parent.left;
  else if (parent?.type === "Property" && parent.value === node && !parent.computed) target = parent.key;
  if (target?.type === "MemberExpression" && !target.computed) target = target.property;
  return target?.type === "Identifier" ? target : undefined;
}
