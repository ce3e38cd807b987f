import type { AnyNode, Pattern } from "acorn";
import { full } from "../compiler/walk.ts";
import { isFunction, type FunctionCode, type FunctionNode, type ScriptCode } from "../sim/function_code.ts";

/** What the names of one kind stand for: those of variables, or those of properties. */
class Names {
  /** Functions that have a name from the beginning. */
  readonly functions = new Map<string, Set<FunctionCode>>();
  /** Names that may stand for any function that is used as a value anywhere. */
  readonly open = new Set<string>();
  /** Names that something is called by. */
  readonly called = new Set<string>();

  add(name: string, fn: FunctionCode): void {
    const known = this.functions.get(name);
    if (known) known.add(fn);
    else this.functions.set(name, new Set([fn]));
  }
}

/**
 * Which functions a frame may be of, by its name. Espruino gives the name that the function was called by, which is not always its own: a
 * parameter, a variable or a property may hold any function that is used as a value.
 */
export class CalledNames {
  private readonly variables = new Names();
  private readonly properties = new Names();
  /** Whether some computed property is written, which may be any. */
  private anyProperty = false;
  /** Functions that are used as values. */
  private readonly values = new Set<FunctionCode>();
  private readonly byNode = new Map<AnyNode, FunctionCode>();

  constructor(private readonly script: ScriptCode) {
    for (const fn of script.functions) this.byNode.set(fn.node, fn);
    const read = new Set<string>();
    full(script.program, (node, parents) => {
      this.visit(node, parents.at(-1), parents.at(-2));
      if (node.type === "Identifier" && isRead(node, parents.at(-1))) read.add(node.name);
    });
    for (const fn of script.functions)
      if (fn.node.type === "FunctionDeclaration" && fn.node.id && read.has(fn.node.id.name))
        this.values.add(fn);
  }

  /** @param name of a frame; undefined for one without a name, as of what the engine itself has called */
  candidates(name: string | undefined): Iterable<FunctionCode> {
    if (name === undefined || /^\d+$/.test(name)) return this.values;
    // The text of a function that has no name at all.
    if (!isName(name)) return this.script.functions;
    const found = new Set<FunctionCode>();
    for (const names of [this.variables, this.properties]) {
      if (!names.called.has(name)) continue;
      const open = names.open.has(name) || (names === this.properties && this.anyProperty);
      for (const fn of [...(names.functions.get(name) ?? []), ...(open ? this.values : [])]) found.add(fn);
    }
    return found;
  }

  /** Whether what is called surely has a frame of its own: a function of the image, and none of the engine's. */
  hasFrame(callee: AnyNode): boolean {
    if (isFunction(callee)) return true;
    const isMember = callee.type === "MemberExpression";
    const names = isMember ? this.properties : this.variables;
    const name = calleeName(callee);
    if (name === undefined || !names.functions.has(name)) return false;
    return !names.open.has(name) && !(isMember && this.anyProperty);
  }

  private visit(node: AnyNode, parent: AnyNode | undefined, above: AnyNode | undefined): void {
    if (isFunction(node)) this.functionAt(node, parent);
    switch (node.type) {
      case "CallExpression":
      case "NewExpression": {
        const name = calleeName(node.callee);
        const names = node.callee.type === "MemberExpression" ? this.properties : this.variables;
        if (name !== undefined) names.called.add(name);
        break;
      }
      case "VariableDeclarator":
        if (node.id.type !== "Identifier" || above?.type === "ForOfStatement") this.opened(node.id);
        else if (node.init) this.define(this.variables, node.id.name, node.init);
        break;
      case "AssignmentExpression":
        if (node.left.type === "Identifier") this.define(this.variables, node.left.name, node.right);
        else if (node.left.type !== "MemberExpression") this.opened(node.left);
        else this.property(node.left.property, node.left.computed, node.right);
        break;
      case "Property":
      case "PropertyDefinition":
      case "MethodDefinition":
        if (parent?.type !== "ObjectPattern" && node.value)
          this.property(node.key, node.computed, node.value);
        break;
      case "CatchClause":
        if (node.param) this.opened(node.param);
        break;
      case "ClassDeclaration":
      case "ClassExpression":
        if (node.id) this.opened(node.id);
        break;
    }
  }

  private functionAt(node: FunctionNode, parent: AnyNode | undefined): void {
    const fn = this.byNode.get(node)!;
    for (const param of node.params) this.opened(param);
    if (node.id) this.variables.add(node.id.name, fn);
    // What is called where it stands is no value.
    const isCallee = parent?.type === "CallExpression" && parent.callee === node;
    if (node.type !== "FunctionDeclaration" && (!isCallee || node.id)) this.values.add(fn);
  }

  private property(key: AnyNode, computed: boolean, value: AnyNode): void {
    const name = keyName(key, computed);
    if (name !== undefined) this.define(this.properties, name, value);
    else if (mayBeFunction(value)) this.anyProperty = true;
  }

  private define(names: Names, name: string, value: AnyNode): void {
    const fn = this.byNode.get(value);
    if (fn) names.add(name, fn);
    else if (mayBeFunction(value)) names.open.add(name);
  }

  /** All names in a pattern. */
  private opened(pattern: Pattern): void {
    full(pattern, (node) => {
      if (node.type === "Identifier") this.variables.open.add(node.name);
    });
  }
}

/** Whether a frame's name is that of a variable or property. */
export function isName(name: string): boolean {
  return /^[\w$]+$/.test(name);
}

/** The name that something is called by; undefined where it is known only when it runs. */
export function calleeName(callee: AnyNode): string | undefined {
  if (callee.type === "Identifier") return callee.name;
  return callee.type === "MemberExpression" ? keyName(callee.property, callee.computed) : undefined;
}

function keyName(key: AnyNode, computed: boolean): string | undefined {
  if (key.type === "Literal") return String(key.value);
  return !computed && key.type === "Identifier" ? key.name : undefined;
}

/** Whether an identifier may be a value that goes elsewhere. */
function isRead(node: AnyNode, parent: AnyNode | undefined): boolean {
  switch (parent?.type) {
    case "CallExpression":
    case "NewExpression":
      return parent.callee !== node;
    case "MemberExpression":
      return parent.object === node || parent.computed;
    case "Property":
      return parent.value === node || parent.computed;
    case "VariableDeclarator":
      return parent.init === node;
    case "AssignmentExpression":
      return parent.right === node;
    case "FunctionDeclaration":
    case "FunctionExpression":
      return false;
    default:
      return true;
  }
}

const NO_FUNCTION =
  /^(Literal|TemplateLiteral|ObjectExpression|ArrayExpression|BinaryExpression|UnaryExpression|UpdateExpression)$/;

/** False for what is surely none. */
function mayBeFunction(value: AnyNode): boolean {
  return !NO_FUNCTION.test(value.type) && !(value.type === "Identifier" && value.name === "undefined");
}
