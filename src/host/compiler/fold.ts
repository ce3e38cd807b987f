import { parse, type AnyNode, type Node, type VariableDeclaration, type VariableDeclarator } from "acorn";
import { transform } from "esbuild";
import { moveMap, replace, type Edit } from "./edits.ts";
import { isLibraryFile } from "./modules.ts";
import { composeMaps, tracer, type ImageMap } from "./sourcemap.ts";
import { full } from "./walk.ts";

/**
 * Leaves out what a program as a whole cannot use. Modules of the library offer hooks: a variable that another module sets,
 * a reserved property that it writes. If that module is not in the program, what is behind the hook is dead.
 *
 * A variable that nothing assigns is a constant, and so is a property `_$…` that nothing writes, undefined: its
 * name is the library's own. They are replaced by what they are, and the bundler folds that, until nothing changes.
 */
export async function fold(code: string, map: ImageMap): Promise<{ code: string; map: ImageMap }> {
  for (;;) {
    const trace = tracer(map);
    const starts = [0, ...[...code.matchAll(/\n/g)].map(({ index }) => index + 1)];
    const isOurs = (offset: number): boolean => {
      const line = starts.findLastIndex((start) => start <= offset);
      return isLibraryFile(trace(line + 1, offset - starts[line]).file ?? "");
    };
    const edits = constants(code, isOurs);
    if (edits.length === 0) return { code, map };
    const edited = replace(code, edits);
    const result = await transform(edited.code, {
      format: "esm",
      target: "esnext",
      charset: "utf8",
      treeShaking: true,
      minifySyntax: true,
      legalComments: "none",
      sourcemap: "external",
      sourcesContent: false,
      logLevel: "silent",
    });
    map = composeMaps(JSON.parse(result.map) as ImageMap, moveMap(map, edited));
    code = result.code;
  }
}

/** A variable, or a property. */
interface Uses {
  /** Where it is read. */
  reads: Node[];
  /** What it always is, as text; undefined: that may change. */
  value: string | undefined;
  /** Whether it is nowhere but where it is read. */
  gone?: boolean;
}

/** Puts values where they are read. */
function constants(code: string, isOurs: (offset: number) => boolean): Edit[] {
  const program = parse(code, { ecmaVersion: "latest", sourceType: "module" });
  const { scopes, declared } = declarations(program, code, isOurs);
  const props = new Map<string, Uses>();
  full(program, (node, parents) => {
    if (node.type !== "Identifier") return;
    const outwards = parents.slice(-3).reverse();
    if (isKey(node, outwards[0])) {
      // Names `_$$…` are variables of a coroutine.
      if (/^_\$[^$]/.test(node.name)) noteProperty(node.name, outwards);
      return;
    }
    const scope = declared.has(node) ? undefined : parents.findLast((one) => scopes.get(one)?.has(node.name));
    const uses = scope && scopes.get(scope)!.get(node.name);
    if (!uses) return;
    if (isRead(node, outwards)) uses.reads.push(node);
    else if (isReset(node, outwards[0], uses.value)) uses.gone = false;
    else uses.value = undefined;
  });
  const all = [...[...scopes.values()].flatMap((names) => [...names.values()]), ...props.values()];
  const edits: Edit[] = [];
  for (const uses of all) {
    const { reads, value } = uses;
    if (value === undefined || !pays(value, reads.length)) uses.gone = false;
    else edits.push(...reads.map(({ start, end }) => ({ start, end, text: `(${value})` })));
  }
  // What nobody reads any more goes with what was read, else there would be no end to it.
  if (edits.length > 0)
    full(program, (node, parents) => {
      if (node.type === "VariableDeclaration" && parents.length > 1) edits.push(...withoutGone(node));
    });
  return edits;

  /** Takes variables out of a declaration. */
  function withoutGone({ start, end, declarations: all }: VariableDeclaration): Edit[] {
    const isGone = (one: VariableDeclarator): boolean =>
      declared.get(one.id)?.gone !== false && declared.has(one.id);
    const first = all.findIndex((one) => !isGone(one));
    if (first < 0) return [{ start, end, text: code[end - 1] === ";" ? ";" : "" }];
    return all.flatMap((one, i) => {
      if (!isGone(one)) return [];
      return i < first
        ? { start: one.start, end: all[i + 1].start, text: "" }
        : { start: all[i - 1].end, end: one.end, text: "" };
    });
  }

  /** Whether a variable is given the value that it has in any case. */
  function isReset(node: AnyNode, parent: AnyNode | undefined, value: string | undefined): boolean {
    if (parent?.type !== "AssignmentExpression" || parent.left !== node || parent.operator !== "=")
      return false;
    return code.slice(parent.right.start, parent.right.end) === value;
  }

  function noteProperty(name: string, [at, ...around]: readonly AnyNode[]): void {
    const uses = props.get(name) ?? { reads: [], value: "void 0" };
    props.set(name, uses);
    if (at.type !== "MemberExpression" || !isRead(at, around)) uses.value = undefined;
    // Without what it is read of, nothing must be missing.
    else if (/^(Identifier|ThisExpression)$/.test(at.object.type)) uses.reads.push(at);
  }
}

const functions = /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression|Program|StaticBlock)$/;
const blocks = /^(BlockStatement|For(In|Of)?Statement|SwitchStatement|CatchClause)$/;

/**
 * All names by the node that is their scope, and the identifiers that declare those of a plain value. A `var` has its value
 * only once it gets there, but the bundler makes one of each top-level variable: of a program it is taken as it stands.
 */
function declarations(program: AnyNode, code: string, isOurs: (offset: number) => boolean) {
  const scopes = new Map<AnyNode, Map<string, Uses>>();
  const declared = new Map<Node, Uses>();
  const declare = (scope: AnyNode, name: string, value: string | undefined): Uses => {
    const names = scopes.get(scope) ?? new Map<string, Uses>();
    const uses = names.get(name) ?? { reads: [], value };
    if (names.has(name)) uses.value = undefined;
    scopes.set(scope, names.set(name, uses));
    return uses;
  };
  full(program, (node, parents) => {
    const around = (isScope: RegExp): AnyNode =>
      parents.findLast(({ type }) => functions.test(type) || isScope.test(type)) ?? program;
    switch (node.type) {
      case "VariableDeclaration": {
        const scope = around(node.kind === "var" ? functions : blocks);
        const isLoop = /^For(In|Of)/.test(parents.at(-1)!.type);
        for (const { id, init, start } of node.declarations)
          if (
            id.type === "Identifier" &&
            !isLoop &&
            (init == null || (isPlain(init) && (node.kind !== "var" || isOurs(start))))
          ) {
            declared.set(id, declare(scope, id.name, init ? code.slice(init.start, init.end) : "void 0"));
          } else for (const name of namesIn(id)) declare(scope, name, undefined);
        break;
      }
      case "FunctionDeclaration":
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        for (const param of node.params) for (const name of namesIn(param)) declare(node, name, undefined);
        if (node.id)
          declare(node.type === "FunctionDeclaration" ? around(blocks) : node, node.id.name, undefined);
        break;
      case "ClassDeclaration":
      case "ClassExpression":
        if (node.id)
          declare(node.type === "ClassDeclaration" ? around(blocks) : node, node.id.name, undefined);
        break;
      case "CatchClause":
        if (node.param) for (const name of namesIn(node.param)) declare(node, name, undefined);
        break;
    }
  });
  return { scopes, declared };
}

/** All identifiers in a pattern: its variables, and what else its defaults and keys name, which does no harm. */
function namesIn(pattern: AnyNode): string[] {
  const names: string[] = [];
  full(pattern, (node) => {
    if (node.type === "Identifier") names.push(node.name);
  });
  return names;
}

function isPlain(node: AnyNode): boolean {
  if (node.type === "UnaryExpression") return /^(void|!|-)$/.test(node.operator) && isPlain(node.argument);
  return node.type === "Literal" && !node.regex;
}

/** Whether a value is no longer in its places than a short name there and once more where that is declared. */
function pays(value: string, reads: number): boolean {
  const length = /^(void 0|!0|!1)$/.test(value) ? 1 : value.length;
  return reads * (length - 1) <= length + 3;
}

/** Whether an identifier is no expression but the name of a property. */
function isKey(node: AnyNode, parent: AnyNode): boolean {
  switch (parent.type) {
    case "MemberExpression":
      return parent.property === node && !parent.computed;
    case "Property":
      return parent.key === node && !parent.computed && !parent.shorthand;
    case "PropertyDefinition":
    case "MethodDefinition":
      return parent.key === node && !parent.computed;
    default:
      return false;
  }
}

/** Whether an expression is only read; not if it is written, declares something, or is none. */
function isRead(node: AnyNode, [parent, around]: readonly (AnyNode | undefined)[]): boolean {
  switch (parent?.type) {
    case "AssignmentExpression":
    case "ForInStatement":
    case "ForOfStatement":
      return parent.left !== node;
    case "UnaryExpression":
      return parent.operator !== "delete";
    case "VariableDeclarator":
      return parent.init === node;
    case "ClassDeclaration":
    case "ClassExpression":
      return parent.superClass === node;
    case "ArrowFunctionExpression":
      return parent.body === node;
    case "Property":
      return parent.value === node && !parent.shorthand && around?.type !== "ObjectPattern";
    case "MemberExpression":
    case "PropertyDefinition":
    case "MethodDefinition":
    case "ReturnStatement":
    case "ThrowStatement":
    case "ExpressionStatement":
    case "IfStatement":
    case "WhileStatement":
    case "DoWhileStatement":
    case "ForStatement":
    case "SwitchStatement":
    case "SwitchCase":
    case "CallExpression":
    case "NewExpression":
    case "BinaryExpression":
    case "LogicalExpression":
    case "ConditionalExpression":
    case "SequenceExpression":
    case "ArrayExpression":
    case "SpreadElement":
    case "TemplateLiteral":
    case "ParenthesizedExpression":
    case "ChainExpression":
      return true;
    default:
      return false;
  }
}
