import { parse, type Node } from "acorn";

/** What is of interest in the code of an image. */
export interface Visitor {
  /** A function with a name, or a variable that is one; `top`: at the top level, where names are unique. */
  fn(name: string, at: Node, top: boolean): void;
  /** A top-level variable. */
  variable(name: string, at: Node): void;
  /** In function `inside`, property `prop` is set to the function `name` and then `then` is returned. */
  step(prop: string, name: string, then: Node, inside: string): void;
}

type Identifier = Node & { name: string };

/** Walks over an image. One that cannot be parsed is passed over: loading it will say why. */
export function walkImage(code: string, visitor: Visitor): void {
  let program: Node;
  try {
    program = parse(code, { ecmaVersion: 2020, locations: true, sourceType: "script" });
  } catch {
    return;
  }
  walk(program, visitor, undefined);
}

function walk(node: Node, visitor: Visitor, inside: string | undefined): void {
  let within = inside;
  if (node.type === "FunctionDeclaration") {
    const { id } = node as Node & { id: Identifier };
    visitor.fn(id.name, id, inside === undefined);
    within = id.name;
  } else if (node.type === "VariableDeclarator") {
    const { id, init } = node as Node & { id: Identifier; init: Node | null };
    if (init?.type === "FunctionExpression") {
      visitor.fn(id.name, id, inside === undefined);
      within = id.name;
    }
    if (inside === undefined && id.type === "Identifier") visitor.variable(id.name, id);
  } else if (node.type === "FunctionExpression") within ??= "";
  for (const value of Object.values(node) as unknown[]) {
    const children = (Array.isArray(value) ? (value as unknown[]) : [value]).filter(isNode);
    if (Array.isArray(value)) steps(children, visitor, within ?? "");
    for (const child of children) walk(child, visitor, within);
  }
}

/** Looks for `frame._$s = next; return what` among statements, and for `frame._$s = next, what` among expressions. */
function steps(nodes: readonly Node[], visitor: Visitor, inside: string): void {
  nodes.forEach((node, i) => {
    const next = nodes[i + 1];
    const assignment = lastExpression(node);
    if (assignment?.type !== "AssignmentExpression" || !next) return;
    const { left, right } = assignment as Node & { left: Node; right: Node };
    if (left.type !== "MemberExpression" || right.type !== "Identifier") return;
    const { property } = left as Node & { property: Identifier };
    const isStatement = node.type === "ExpressionStatement";
    const then = isStatement ? returned(next) : next;
    if (then) visitor.step(property.name, (right as Identifier).name, then, inside);
  });
}

function lastExpression(node: Node): Node | undefined {
  if (node.type === "ExpressionStatement")
    return lastExpression((node as Node & { expression: Node }).expression);
  if (node.type === "SequenceExpression") return (node as Node & { expressions: Node[] }).expressions.at(-1);
  return node;
}

function returned(node: Node): Node | undefined {
  if (node.type !== "ReturnStatement") return undefined;
  return (node as Node & { argument: Node | null }).argument ?? undefined;
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string"
  );
}
