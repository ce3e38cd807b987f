import type { SourceCode } from "eslint";
import type * as ESTree from "estree";
import { asyncioName, definitionOf, memberName } from "./names.ts";

/**
 * What becomes of a CancelledError that a `catch` has caught:
 * - rethrown: it goes on its way
 * - decided: the program asks whether it is a CancelledError, and so knows what it does
 * - replaced: another exception is raised
 * - next: the statement after this one has its turn
 * - left: the block is left by `return`, `break` or `continue`
 */
export type Ending = "rethrown" | "decided" | "replaced" | "next" | "left";

/** What a condition gives for a CancelledError; `asked`: it is the very question. */
type Answer = boolean | "asked" | undefined;

/** Follows a CancelledError through the body of a `catch` whose parameter is `error`. */
export class Endings {
  constructor(
    private readonly source: SourceCode,
    private readonly error: string | undefined,
  ) {}

  /** All the ways in which a list of statements may end. */
  ofList(statements: readonly ESTree.Node[]): Set<Ending> {
    const endings = new Set<Ending>();
    for (const statement of statements) {
      const these = this.of(statement);
      const goesOn = these.delete("next");
      for (const ending of these) endings.add(ending);
      if (!goesOn) return endings;
    }
    return endings.add("next");
  }

  private of(node: ESTree.Node | null | undefined): Set<Ending> {
    switch (node?.type) {
      case "ThrowStatement":
        return new Set([this.isError(node.argument) ? "rethrown" : "replaced"]);
      case "ReturnStatement":
      case "BreakStatement":
      case "ContinueStatement":
        return new Set(["left"]);
      case "BlockStatement":
        return this.ofList(node.body);
      case "IfStatement":
        return this.ofIf(node);
      case "LabeledStatement":
        return this.ofLoop(this.of(node.body));
      case "ForStatement":
      case "ForInStatement":
      case "ForOfStatement":
      case "WhileStatement":
      case "DoWhileStatement":
        return this.ofLoop(this.of(node.body).add("next"));
      case "SwitchStatement":
        return this.ofLoop(
          new Set([...node.cases.flatMap(({ consequent }) => [...this.ofList(consequent)]), "next"]),
        );
      case "TryStatement":
        return this.ofTry(node);
      case "ExpressionStatement":
        return new Set([this.isHelper(node.expression) ? "decided" : "next"]);
      default:
        return new Set(["next"]);
    }
  }

  private ofIf({ test, consequent, alternate }: ESTree.IfStatement): Set<Ending> {
    const answer = this.answer(test);
    if (answer === "asked") return new Set(["decided"]);
    if (answer === true) return this.of(consequent);
    if (answer === false) return this.of(alternate);
    return new Set([...this.of(consequent), ...this.of(alternate)]);
  }

  /** `break` and `continue` end the loop only; a `return` among them is rare and taken for the same. */
  private ofLoop(body: Set<Ending>): Set<Ending> {
    if (body.delete("left")) body.add("next");
    return body;
  }

  private ofTry({ block, handler, finalizer }: ESTree.TryStatement): Set<Ending> {
    const endings = this.of(block);
    if (handler && (endings.delete("rethrown") || endings.delete("replaced")))
      for (const ending of this.of(handler.body)) endings.add(ending === "replaced" ? "rethrown" : ending);
    const last = finalizer ? this.of(finalizer) : new Set<Ending>(["next"]);
    return last.delete("next") ? new Set([...endings, ...last]) : last;
  }

  private isError(node: ESTree.Node): boolean {
    // `e as Error`, `e!`
    if (/^TS.*Expression$/.test(node.type))
      return this.isError((node as unknown as { expression: ESTree.Node }).expression);
    return node.type === "Identifier" && node.name === this.error;
  }

  /** Looks into conditions only as far as a person would who reads over them. */
  private answer(test: ESTree.Node): Answer {
    switch (test.type) {
      case "UnaryExpression": {
        const answer = test.operator === "!" ? this.answer(test.argument) : undefined;
        return typeof answer === "boolean" ? !answer : answer;
      }
      case "LogicalExpression": {
        const sides = [this.answer(test.left), this.answer(test.right)];
        if (sides.includes("asked")) return "asked";
        const strong = test.operator === "||";
        if (sides.includes(strong)) return strong;
        return sides.includes(undefined) ? undefined : !strong;
      }
      case "BinaryExpression":
        return this.compare(test);
      case "CallExpression":
        return this.guard(test);
      default:
        return undefined;
    }
  }

  private compare({ operator, left, right }: ESTree.BinaryExpression): Answer {
    if (operator === "instanceof" && this.isError(left)) return this.isInstance(right);
    const sides = [left, right];
    if (sides.some((side) => side.type === "Literal" && side.value === "CancelledError")) return "asked";
    if (sides.some((side) => nameOf(this.source, side) === "CancelledError")) return "asked";
    return undefined;
  }

  private isInstance(type: ESTree.Node): Answer {
    const name = nameOf(this.source, type);
    if (name === "CancelledError") return "asked";
    return name === undefined ? undefined : name === "BaseException" || name === "Error";
  }

  /** A call such as `isCancelled(e)`: a type guard of this file, or one whose name says it. */
  private guard({ callee, arguments: args }: ESTree.SimpleCallExpression): Answer {
    if (!args.some((argument) => this.isError(argument))) return undefined;
    const name = callee.type === "MemberExpression" ? memberName(callee) : nameOf(this.source, callee);
    if (name !== undefined && /cancel/i.test(name)) return "asked";
    const guarded = callee.type === "Identifier" ? this.guardedBy(callee) : undefined;
    if (guarded === "CancelledError") return "asked";
    return guarded === undefined ? undefined : guarded === "BaseException" || guarded === "Error";
  }

  /** `Exception` of a function of this file that is declared to return `e is Exception`, or returns `e instanceof …`. */
  private guardedBy(callee: ESTree.Identifier): string | undefined {
    const definition = definitionOf(this.source, callee);
    const fn = (definition?.type === "Variable" ? definition.node.init : definition?.node) as
      (ESTree.Node & { returnType?: unknown; body?: unknown }) | null | undefined;
    if (!fn || !/Function/.test(fn.type)) return undefined;
    const declared = fn.returnType && this.source.getText(fn.returnType as ESTree.Node);
    if (typeof declared === "string") {
      const found = /\bis\s+(?:[\w$]+\.)*([\w$]+)\s*$/.exec(declared);
      if (found) return found[1];
    }
    const body = fn.body as ESTree.Node;
    const only = body.type === "BlockStatement" && body.body.length === 1 ? body.body[0] : undefined;
    const value = only?.type === "ReturnStatement" ? only.argument : body;
    return value?.type === "BinaryExpression" && value.operator === "instanceof"
      ? nameOf(this.source, value.right)
      : undefined;
  }

  /** `rethrow_cancelled(e);` */
  private isHelper(node: ESTree.Expression): boolean {
    return node.type === "CallExpression" && this.guard(node) === "asked";
  }
}

/** The last part of a name, as it is called where it comes from. */
function nameOf(source: SourceCode, node: ESTree.Node): string | undefined {
  const imported = asyncioName(source, node);
  if (imported !== undefined) return imported;
  if (node.type === "MemberExpression") return memberName(node);
  return node.type === "Identifier" ? node.name : undefined;
}
