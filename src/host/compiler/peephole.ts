import { parse } from "acorn";
import { full } from "./walk.ts";
import { decodeMap, encodeMappings, type ImageMap } from "./sourcemap.ts";

interface Edit {
  start: number;
  end: number;
  text: string;
}

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
  return edits.length === 0 ? { code, map } : apply(code, map, edits);
}

/** Replaces pieces of text (none of which spans lines) and moves the mappings behind them along. */
function apply(code: string, map: ImageMap, edits: Edit[]): { code: string; map: ImageMap } {
  edits.sort((a, b) => a.start - b.start || a.end - b.end);
  const lines = decodeMap(map);
  let text = "";
  let from = 0;
  let line = 0;
  let lineStart = 0;
  const shifts: { line: number; column: number; by: number }[] = [];
  for (const edit of edits) {
    for (
      let at = code.indexOf("\n", lineStart);
      at >= 0 && at < edit.start;
      at = code.indexOf("\n", lineStart)
    ) {
      line++;
      lineStart = at + 1;
    }
    text += code.slice(from, edit.start) + edit.text;
    from = edit.end;
    shifts.push({ line, column: edit.start - lineStart, by: edit.text.length - (edit.end - edit.start) });
  }
  for (const [index, segments] of lines.entries()) {
    const here = shifts.filter((shift) => shift.line === index);
    if (here.length === 0) continue;
    let moved = 0;
    let next = 0;
    for (const segment of segments) {
      for (let shift = here[next]; shift !== undefined && shift.column < segment[0]; shift = here[++next]) {
        moved += shift.by;
      }
      segment[0] += moved;
    }
  }
  return { code: text + code.slice(from), map: { ...map, mappings: encodeMappings(lines) } };
}
