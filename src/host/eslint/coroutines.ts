import type { SourceCode } from "eslint";
import type * as ESTree from "estree";
import { asyncioName, definitionOf, memberName } from "./names.ts";

/** Functions of asyncio that make a coroutine. */
export const COROUTINE_FUNCTIONS: readonly string[] = [
  ...["TaskGroup.run", "from_callback", "gather", "open_connection", "shield", "sleep", "sleep_ms"],
  ...["start_server", "wait", "wait_for", "wait_for_ms"],
];

const STREAM = ["drain", "read", "readexactly", "readinto", "readline", "wait_closed"];

/** Methods of asyncio's classes that make a coroutine. */
export const COROUTINE_METHODS: Readonly<Record<string, readonly string[]>> = {
  Barrier: ["wait"],
  BoundedSemaphore: ["acquire", "hold"],
  Event: ["wait"],
  Lock: ["acquire", "hold"],
  Queue: ["get", "join", "put"],
  Semaphore: ["acquire", "hold"],
  Server: ["wait_closed"],
  StreamReader: STREAM,
  StreamWriter: STREAM,
  ThreadSafeFlag: ["wait"],
};

type AnyFunction = ESTree.FunctionDeclaration | ESTree.FunctionExpression | ESTree.ArrowFunctionExpression;

/** What typescript-eslint gives to a rule, as far as it is used here. */
interface TypeServices {
  program?: unknown;
  getTypeAtLocation?(node: ESTree.Node): { getSymbol(): { name: string } | undefined };
}

/** Whether a call makes a coroutine, as far as this file tells. */
export function isCoroutineCall(source: SourceCode, node: ESTree.Node): boolean {
  if (node.type !== "CallExpression") return false;
  const { callee } = node;
  if (isAsync(callee)) return true;
  const name = asyncioName(source, callee);
  if (name !== undefined) return COROUTINE_FUNCTIONS.includes(name);
  if (callee.type === "Identifier") return isAsync(valueOf(source, callee));
  if (callee.type !== "MemberExpression") return false;
  const method = memberName(callee);
  const owner = asyncioName(source, callee.object);
  if (owner !== undefined && COROUTINE_FUNCTIONS.includes(`${owner}.${method ?? ""}`)) return true;
  return method !== undefined && isAsyncMethod(source, callee.object, method);
}

/** The same by the types of TypeScript, where the parser has them: an async function is declared to give a Promise. */
export function isPromise(source: SourceCode, node: ESTree.Node): boolean {
  const services = source.parserServices as TypeServices | null | undefined;
  if (node.type !== "CallExpression" || !services?.program || !services.getTypeAtLocation) return false;
  const name = services.getTypeAtLocation(node).getSymbol()?.name;
  return name === "Promise" || name === "PromiseLike";
}

/** An async function that is no generator: its call makes a coroutine. */
export function isAsync(node: ESTree.Node | null | undefined): node is AnyFunction {
  return (
    (node?.type === "FunctionDeclaration" ||
      node?.type === "FunctionExpression" ||
      node?.type === "ArrowFunctionExpression") &&
    node.async === true &&
    node.generator !== true
  );
}

/** The function or value that a name of this file always has. */
function valueOf(source: SourceCode, id: ESTree.Identifier): ESTree.Node | null | undefined {
  const definition = definitionOf(source, id);
  if (definition?.type === "Variable")
    return definition.node.id.type === "Identifier" ? definition.node.init : undefined;
  return definition?.type === "FunctionName" || definition?.type === "ClassName"
    ? definition.node
    : undefined;
}

function isAsyncMethod(source: SourceCode, object: ESTree.Node, method: string): boolean {
  if (object.type === "ThisExpression") return classHas(classAround(source, object), method);
  const value = object.type === "Identifier" ? valueOf(source, object) : object;
  if (value?.type === "ObjectExpression")
    return value.properties.some(
      (property) => property.type === "Property" && isKey(property, method) && isAsync(property.value),
    );
  if (value?.type === "ClassDeclaration" || value?.type === "ClassExpression")
    return classHas(value, method, true);
  if (value?.type !== "NewExpression") return false;
  const { callee } = value;
  const type = asyncioName(source, callee);
  if (type !== undefined) return COROUTINE_METHODS[type]?.includes(method) ?? false;
  const made = callee.type === "Identifier" ? valueOf(source, callee) : undefined;
  return made?.type === "ClassDeclaration" && classHas(made, method);
}

function classHas(type: ESTree.Class | undefined, method: string, isStatic = false): boolean {
  return (
    type?.body.body.some(
      (member) =>
        (member.type === "MethodDefinition" || member.type === "PropertyDefinition") &&
        member.static === isStatic &&
        isKey(member, method) &&
        isAsync(member.value),
    ) ?? false
  );
}

function isKey({ key, computed }: { key: ESTree.Node; computed: boolean }, name: string): boolean {
  return !computed && key.type === "Identifier" && key.name === name;
}

function classAround(source: SourceCode, node: ESTree.Node): ESTree.Class | undefined {
  const around = source.getAncestors(node).reverse();
  for (const [i, at] of around.entries()) {
    // A plain function has a `this` of its own.
    if (at.type === "FunctionDeclaration") return undefined;
    if (at.type === "FunctionExpression" && around[i + 1]?.type !== "MethodDefinition") return undefined;
    if (at.type === "ClassDeclaration" || at.type === "ClassExpression") return at;
  }
  return undefined;
}
