import { parseSync, traverse } from "@babel/core";
import * as t from "@babel/types";
import { engineNames } from "./engine-names.ts";

/**
 * Globals that give no Promise. `require` and the global object are not among them: what they lead to is unknown.
 */
const plain = new Set([
  ...engineNames.filter((name) => !/^global/.test(name) && name !== "eval" && name !== "Modules"),
  ..."Object Array String Number Boolean Function Math JSON Date RegExp Error TypeError SyntaxError".split(
    " ",
  ),
  ..."ReferenceError InternalError undefined console arguments ArrayBuffer DataView Uint8Array".split(" "),
  ..."Uint8ClampedArray Int8Array Uint16Array Int16Array Uint32Array Int32Array Float32Array".split(" "),
  "Float64Array",
]);

const group = { name: "TaskGroup" };

/** Calls that give the main task to host code. */
const givesTask = /^run(_until_complete|_forever)?$/;

/**
 * Whether a program's file can come by a Promise, or another object with a `then`, or hand a task to host code: it says
 * `then`, keeps what `run` returns, or uses a global that may give anything. Only then the image needs the code for it.
 *
 * @param code the file without types
 */
export function mayMeetPromises(code: string): boolean {
  const file = parseSync(code, { configFile: false, babelrc: false, sourceType: "module" })!;
  let found = false;
  traverse(file, {
    Program(path) {
      const { globals } = path.scope as unknown as { globals: Record<string, unknown> };
      found = Object.keys(globals).some((name) => !plain.has(name));
    },
    "MemberExpression|OptionalMemberExpression|ObjectProperty|ObjectMethod|ClassMethod|ClassProperty"(path) {
      const node = path.node as t.MemberExpression | t.ObjectProperty;
      const key = "property" in node ? node.property : node.key;
      if (t.isIdentifier(key, { name: "then" }) || t.isStringLiteral(key, { value: "then" })) found = true;
    },
    CallExpression({ node, parent }) {
      const member = t.isMemberExpression(node.callee) ? node.callee : undefined;
      // What a TaskGroup runs is a coroutine.
      if (member && t.isMemberExpression(member.object) && t.isIdentifier(member.object.property, group))
        return;
      if (member && t.isIdentifier(member.object, group)) return;
      const callee = member ? member.property : node.callee;
      if (t.isIdentifier(callee) && givesTask.test(callee.name) && !t.isExpressionStatement(parent))
        found = true;
    },
  });
  return found;
}
