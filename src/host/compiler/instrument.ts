import { parse, type AnyNode } from "acorn";
import { replace } from "./edits.ts";
import { expand } from "./tokenise.ts";
import { full } from "./walk.ts";

/**
 * Puts `call` (a whole statement, such as `$irq();`) at every statement boundary of an image: before each statement,
 * and after the last one of each list. A statement that stands alone, as the body of an `if` or a loop, gets braces.
 *
 * The interrupt proof runs the result once for each boundary.
 */
export function instrument(image: string, call: string): string {
  const { code } = expand(image, undefined);
  const edits: { at: number; text: string; outer: boolean }[] = [];
  const around = (node: AnyNode | null | undefined): void => {
    if (!node || node.type === "BlockStatement") return;
    edits.push(
      { at: node.start, text: `{${call}`, outer: true },
      { at: node.end, text: `;${call}}`, outer: false },
    );
  };
  const list = (statements: readonly AnyNode[], end: number): void => {
    for (const statement of statements) {
      // A function declaration does nothing, and must stay at the top of its scope.
      if (statement.type === "FunctionDeclaration") continue;
      if (statement.type === "ExpressionStatement" && statement.directive !== undefined) continue;
      edits.push({ at: statement.start, text: call, outer: true });
    }
    edits.push({ at: end, text: `;${call}`, outer: false });
  };
  full(parse(code, { ecmaVersion: 5 }), (node) => {
    switch (node.type) {
      case "Program":
        list(node.body, node.end);
        break;
      case "BlockStatement":
        list(node.body, node.end - 1);
        break;
      case "SwitchCase":
        list(node.consequent, node.end);
        break;
      case "IfStatement":
        around(node.consequent);
        around(node.alternate);
        break;
      case "ForStatement":
      case "ForInStatement":
      case "WhileStatement":
      case "DoWhileStatement":
        around(node.body);
        break;
    }
  });
  return insert(code, edits);
}

/** At one place what ends comes before what begins; ends go inside out, beginnings outside in. */
function insert(code: string, edits: { at: number; text: string; outer: boolean }[]): string {
  const ends = edits.filter(({ outer }) => !outer).reverse();
  const starts = edits.filter(({ outer }) => outer);
  return replace(
    code,
    [...ends, ...starts].map(({ at, text }) => ({ start: at, end: at, text })),
  ).code;
}
