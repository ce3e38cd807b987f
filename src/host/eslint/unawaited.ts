import type { Rule, Scope } from "eslint";
import type * as ESTree from "estree";
import { isAsync, isCoroutineCall, isPromise } from "./coroutines.ts";
import { memberName, spell } from "./names.ts";

/** Functions that call what they are given and drop what it returns. */
const DROPPING = new Set(["forEach", "setTimeout", "setInterval", "setWatch", "irq"]);

/** Finds coroutines that are made and never started. */
export const noUnawaitedCoroutine: Rule.RuleModule = {
  meta: {
    type: "problem",
    docs: {
      description: "A coroutine must be awaited or given to somebody who starts it",
      url: "https://docs.micropython.org/en/latest/library/asyncio.html",
    },
    hasSuggestions: true,
    schema: [],
    messages: {
      dropped:
        "{{call}} only makes a coroutine and runs nothing of it. Write  await {{call}}  to run it here, or " +
        " {{task}}({{call}})  to run it beside this.",
      unused:
        'The coroutine in "{{variable}}" is never used, so it never runs. Await it where it is made, or  await ' +
        "{{variable}}  where it shall run.",
      callback:
        "{{caller}} calls this async function and drops the coroutine that it makes, so nothing of it runs. Pass a plain " +
        "function that starts it:  () => {{task}}(…)",
      await: "Await it",
      task: "Run it as a task of its own, by {{task}}",
    },
  },
  create(context) {
    const source = context.sourceCode;
    const isCoroutine = (node: ESTree.Node): boolean =>
      isCoroutineCall(source, node) || isPromise(source, node);

    function drop(
      node: ESTree.Expression,
      statement: ESTree.ExpressionStatement & Rule.NodeParentExtension,
    ): void {
      for (const value of results(node)) {
        if (!isCoroutine(value)) continue;
        const { text: task, importing } = spell(source, "create_task");
        const suggest: Rule.SuggestionReportDescriptor[] = [
          {
            messageId: "task",
            data: { task },
            fix: (fixer) => [
              ...importing(fixer),
              fixer.insertTextBefore(value, `${task}(`),
              fixer.insertTextAfter(value, ")"),
            ],
          },
        ];
        const around = source.getAncestors(statement).findLast((at) => /Function/.test(at.type));
        if (around && (around as { async?: boolean }).async)
          suggest.unshift({
            messageId: "await",
            fix: (fixer) => fixer.insertTextBefore(value, "await "),
          });
        context.report({
          node: value,
          messageId: "dropped",
          data: { call: shortened(source.getText(value)), task },
          suggest,
        });
      }
    }

    function unused(variable: Scope.Variable | undefined, value: ESTree.Expression): void {
      if (!variable || variable.references.some((reference) => reference.isRead())) return;
      context.report({ node: value, messageId: "unused", data: { variable: variable.name } });
    }

    return {
      ExpressionStatement(node) {
        drop(node.expression, node);
        const { expression } = node;
        if (expression.type !== "AssignmentExpression" || expression.left.type !== "Identifier") return;
        const { left, right } = expression;
        if (isCoroutine(right)) unused(find(source.getScope(node), left.name), right);
      },
      VariableDeclarator(node) {
        // A name that is exported is used elsewhere.
        if (node.id.type !== "Identifier" || !node.init || !isCoroutine(node.init)) return;
        if (node.parent.parent?.type === "ExportNamedDeclaration") return;
        unused(source.getDeclaredVariables(node)[0], node.init);
      },
      CallExpression(node) {
        const { callee } = node;
        const caller = callee.type === "MemberExpression" ? memberName(callee) : "";
        const name = callee.type === "Identifier" ? callee.name : caller;
        if (name === undefined || !DROPPING.has(name)) return;
        const [first] = node.arguments;
        if (isAsync(first))
          context.report({
            node: first,
            messageId: "callback",
            data: { caller: name, task: spell(source, "create_task").text },
          });
      },
    };
  },
};

/** The expressions whose value a statement drops. */
function results(node: ESTree.Expression): ESTree.Expression[] {
  switch (node.type) {
    case "SequenceExpression":
      return node.expressions.flatMap(results);
    case "ConditionalExpression":
      return [...results(node.consequent), ...results(node.alternate)];
    case "LogicalExpression":
      return results(node.right);
    case "UnaryExpression":
      return results(node.argument);
    default:
      return [node];
  }
}

function find(scope: Scope.Scope | null, name: string): Scope.Variable | undefined {
  for (; scope; scope = scope.upper) {
    const found = scope.set.get(name);
    if (found) return found;
  }
  return undefined;
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > 40 ? `${line.slice(0, line.indexOf("(") + 1 || 30)}…)` : line;
}
