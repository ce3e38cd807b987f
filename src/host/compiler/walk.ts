import type { AnyNode, Node } from "acorn";

/** Child nodes in the order of the text. */
export function children(node: AnyNode): AnyNode[] {
  const found: AnyNode[] = [];
  for (const value of Object.values(node) as unknown[]) {
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value])
      if (isNode(item)) found.push(item);
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Visits every node, outer before inner. */
export function full(node: AnyNode, visit: (node: AnyNode, parents: readonly AnyNode[]) => void): void {
  const parents: AnyNode[] = [];
  const step = (at: AnyNode): void => {
    visit(at, parents);
    parents.push(at);
    children(at).forEach(step);
    parents.pop();
  };
  step(node);
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}
