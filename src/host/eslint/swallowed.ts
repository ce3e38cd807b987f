import type { Rule, SourceCode } from "eslint";
import type * as ESTree from "estree";
import { Endings, type Ending } from "./completion.ts";
import { spell } from "./names.ts";

/** Finds what keeps a CancelledError from leaving a coroutine. */
export const noSwallowedCancellation: Rule.RuleModule = {
  meta: {
    type: "problem",
    docs: {
      description: "CancelledError must be able to leave a coroutine",
      url: "https://docs.micropython.org/en/latest/library/asyncio.html#asyncio.Task.cancel",
    },
    hasSuggestions: true,
    schema: [],
    messages: {
      swallowed:
        "This catch swallows CancelledError, too: a task that waits here can be neither cancelled nor timed out. " +
        "Begin it with  if (e instanceof {{name}}) throw e;  or raise every exception again that it does not know.",
      replaced:
        "This catch raises another exception in the place of CancelledError: who cancels a task that waits here sees " +
        "it fail instead. Begin it with  if (e instanceof {{name}}) throw e;",
      leaves:
        "This {{what}} in a finally swallows the CancelledError that comes through, and any other exception. Put it " +
        "behind the try statement.",
      insert: "Let CancelledError pass: begin with  {{code}}",
    },
  },
  create(context) {
    const source = context.sourceCode;
    return {
      TryStatement(node) {
        if (!isInCoroutine(node)) return;
        const { block, handler, finalizer } = node;
        const waitsInBlock = waits(source, block);
        if (finalizer && (waitsInBlock || (handler && waits(source, handler.body))))
          for (const leaving of leavers(source, finalizer))
            context.report({ node: leaving, messageId: "leaves", data: { what: word(leaving) } });
        if (handler && waitsInBlock) check(context, handler);
      },
    };
  },
};

function check(context: Rule.RuleContext, handler: ESTree.CatchClause): void {
  const source = context.sourceCode;
  const { param, body } = handler;
  const error = param?.type === "Identifier" ? param.name : undefined;
  const endings = new Endings(source, error).ofList(body.body);
  const bad = (["next", "left", "replaced"] satisfies Ending[]).find((ending) => endings.has(ending));
  if (bad === undefined) return;
  const { text: name, importing } = spell(source, "CancelledError");
  const variable = error ?? freeName(source.getText(body));
  const code = `if (${variable} instanceof ${name}) throw ${variable};`;
  const fixable = !param || error !== undefined;
  context.report({
    loc: source.getFirstToken(handler)!.loc,
    messageId: bad === "replaced" ? "replaced" : "swallowed",
    data: { name },
    suggest: fixable
      ? [
          {
            messageId: "insert",
            data: { code },
            fix: (fixer) => [
              ...importing(fixer),
              ...(param ? [] : [fixer.insertTextBefore(body, `(${variable}) `)]),
              fixer.insertTextAfter(source.getFirstToken(body)!, ` ${code}`),
            ],
          },
        ]
      : [],
  });
}

function freeName(text: string): string {
  return ["e", "error", "exception"].find((name) => !new RegExp(`\\b${name}\\b`).test(text)) ?? "caught";
}

function isInCoroutine(node: Rule.Node): boolean {
  for (let at: Rule.Node | null = node.parent; at; at = at.parent) {
    if (isFunction(at)) return at.async === true;
  }
  return false;
}

function isFunction(
  node: ESTree.Node,
): node is ESTree.FunctionDeclaration | ESTree.FunctionExpression | ESTree.ArrowFunctionExpression {
  return (
    node.type === "FunctionDeclaration" ||
    node.type === "FunctionExpression" ||
    node.type === "ArrowFunctionExpression"
  );
}

/** Whether a coroutine may be suspended in a statement of its own. */
function waits(source: SourceCode, node: ESTree.Node): boolean {
  return some(source, node, (inner) => {
    if (inner.type === "VariableDeclaration") return (inner.kind as string) === "await using";
    return (
      inner.type === "AwaitExpression" ||
      inner.type === "YieldExpression" ||
      (inner.type === "ForOfStatement" && inner.await)
    );
  });
}

/** Searches a node and what is in it, but no functions. */
function some(source: SourceCode, node: ESTree.Node, test: (node: ESTree.Node) => boolean): boolean {
  if (isFunction(node)) return false;
  return test(node) || children(source, node).some((child) => some(source, child, test));
}

function children(source: SourceCode, node: ESTree.Node): ESTree.Node[] {
  const keys = source.visitorKeys[node.type] ?? [];
  return keys
    .flatMap((key) => (node as unknown as Record<string, ESTree.Node | (ESTree.Node | null)[] | null>)[key])
    .filter((child): child is ESTree.Node => child != null);
}

type Leaver = ESTree.ReturnStatement | ESTree.BreakStatement | ESTree.ContinueStatement;

/** Statements that leave a `finally`, and so end an exception that comes through. */
function leavers(source: SourceCode, finalizer: ESTree.BlockStatement): Leaver[] {
  const found: Leaver[] = [];
  const walk = (node: ESTree.Node, loops: number, switches: number, labels: readonly string[]): void => {
    if (isFunction(node)) return;
    if (node.type === "ReturnStatement") found.push(node);
    else if (node.type === "BreakStatement" || node.type === "ContinueStatement") {
      const stays = node.label
        ? labels.includes(node.label.name)
        : loops > 0 || (node.type === "BreakStatement" && switches > 0);
      if (!stays) found.push(node);
    }
    const loop = /^(For|While|DoWhile)/.test(node.type) ? 1 : 0;
    const known = node.type === "LabeledStatement" ? [...labels, node.label.name] : labels;
    for (const child of children(source, node))
      walk(child, loops + loop, switches + (node.type === "SwitchStatement" ? 1 : 0), known);
  };
  walk(finalizer, 0, 0, []);
  return found;
}

function word({ type }: Leaver): string {
  return type.replace("Statement", "").toLowerCase();
}
