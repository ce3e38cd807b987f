import type { Rule } from "eslint";
import type * as ESTree from "estree";
import { isAsync, isCoroutineCall } from "./coroutines.ts";
import { memberName, spell } from "./names.ts";

const INSTEAD: Readonly<Record<string, string>> = {
  then: "write  const value = await …",
  catch: "write  try { await … } catch (e) { … }",
  finally: "write  try { await … } finally { … }",
};

/** Finds what JavaScript does with Promises and cannot do with coroutines. */
export const noPromiseMethods: Rule.RuleModule = {
  meta: {
    type: "problem",
    docs: {
      description:
        "A coroutine is no Promise: it has no then, catch and finally, and Promise.all waits for none",
    },
    schema: [],
    messages: {
      method: "A coroutine has no {{method}}(): {{instead}}",
      combinator:
        "Promise.{{method}} knows Promises only, and starts no coroutine: write  await {{gather}}(…)  or the like",
    },
  },
  create(context) {
    const source = context.sourceCode;
    return {
      CallExpression({ callee, arguments: args }) {
        if (callee.type !== "MemberExpression") return;
        const { object } = callee;
        const method = memberName(callee) ?? "";
        if (Object.hasOwn(INSTEAD, method) && isCoroutineCall(source, object))
          context.report({
            node: callee.property,
            messageId: "method",
            data: { method, instead: INSTEAD[method] },
          });
        if (object.type !== "Identifier" || object.name !== "Promise") return;
        if (/^(all|allSettled|any|race|resolve)$/.test(method) && args.some(givesCoroutine))
          context.report({
            node: callee,
            messageId: "combinator",
            data: { method, gather: spell(source, "gather").text },
          });
      },
    };

    function givesCoroutine(node: ESTree.Node): boolean {
      if (node.type === "ArrayExpression")
        return node.elements.some((item) => item !== null && givesCoroutine(item));
      if (isCoroutineCall(source, node)) return true;
      // list.map(async …)
      if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return false;
      const [first] = node.arguments;
      return memberName(node.callee) === "map" && isAsync(first);
    }
  },
};
