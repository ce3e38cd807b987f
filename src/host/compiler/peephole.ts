import { parse } from "acorn";
import { moveMap, replace, type Edit } from "./edits.ts";
import type { ImageMap } from "./sourcemap.ts";
import { full } from "./walk.ts";

/**
 * Last repairs on the text of an image, of things that the minifier writes but Espruino takes badly:
 * `1e3` is a double there, `1000` a small integer (one JsVar less in a property); `a[b,c]` is a syntax error, and so
 * is a `break` in the body of a `do` that is not a block.
 */
export function tidy(code: string, map: ImageMap): { code: string; map: ImageMap } {
  const edits: Edit[] = [];
  full(parse(code, { ecmaVersion: 5 }), (node) => {
    if (node.type === "Literal" && typeof node.value === "number" && /e/i.test(node.raw ?? "")) {
      const { value } = node;
      // As long as it fits the engine's 32-bit integers.
      if (Number.isInteger(value) && Math.abs(value) < 2 ** 31) {
        edits.push({ start: node.start, end: node.end, text: String(value) });
      }
    }
    if (node.type === "DoWhileStatement" && node.body.type !== "BlockStatement") {
      const { start, end } = node.body;
      edits.push({ start, end: start, text: "{" }, { start: end, end, text: "}" });
    }
    if (node.type === "MemberExpression" && node.computed && node.property.type === "SequenceExpression") {
      const { start, end } = node.property;
      if (code[start - 1] !== "(") {
        edits.push({ start, end: start, text: "(" }, { start: end, end, text: ")" });
      }
    }
  });
  const edited = replace(code, edits);
  return { code: edited.code, map: moveMap(map, edited) };
}
