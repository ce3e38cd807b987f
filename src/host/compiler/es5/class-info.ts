import type { NodePath, types } from "@babel/core";
import { isGlobal, t, type Context } from "./context.ts";

/** What a derived class has to know about a base class of the same program. */
export interface ClassInfo {
  /** Names that are getters or setters, inherited ones too. */
  accessors: Set<string>;
  /** Whether there is anything static to inherit. */
  statics: boolean;
  /** Whether it could derive from an exception of `builtins`, which are no classes here. */
  exception: boolean;
  /** Whether a constructor up the chain returns something else than `this`. */
  returns: boolean;
}

/** The base of a class, in a form that can be mentioned many times. */
export interface Base {
  /** A name that always means the base. */
  ref: types.Identifier;
  /** Set when `ref` has to be given its value first. */
  value: types.Expression | undefined;
  /** The engine's error class, when it is one. */
  error: string | undefined;
  info: ClassInfo | undefined;
}

const errorClasses = [
  "Error",
  "TypeError",
  "ReferenceError",
  "SyntaxError",
  "RangeError",
  "EvalError",
  "URIError",
];
const unsupported = [
  "Array",
  "Promise",
  "Map",
  "Set",
  "WeakMap",
  "Date",
  "RegExp",
  "Function",
  "String",
  "Number",
];

/** Classes that have been lowered, by the identifier they were declared with. */
export type ClassTable = WeakMap<types.Node, ClassInfo>;

export function findBase(path: NodePath<types.Class>, table: ClassTable, context: Context): Base | undefined {
  const { superClass } = path.node;
  if (!superClass || isGlobal(path, superClass, "Object")) return undefined;
  if (t.isNullLiteral(superClass))
    context.refuse(superClass, "a class that extends null", "leave the extends out");
  if (
    isGlobal(path, superClass, ...unsupported) ||
    (isGlobal(path, superClass) && /Array$/.test(nameOf(superClass)))
  ) {
    const name = nameOf(superClass);
    context.refuse(
      superClass,
      `a class that extends ${name}`,
      `keep the ${name} in a field of the class instead`,
    );
  }
  if (isGlobal(path, superClass)) {
    const name = nameOf(superClass);
    const error = errorClasses.includes(name) ? name : undefined;
    return { ref: t.identifier(name), value: undefined, error, info: undefined };
  }
  if (t.isIdentifier(superClass)) {
    const binding = path.scope.getBinding(superClass.name);
    if (binding?.constant) {
      const info = table.get(binding.identifier);
      return { ref: t.identifier(superClass.name), value: undefined, error: undefined, info };
    }
  }
  const ref = path.scope.generateUidIdentifier("base");
  return { ref, value: superClass, error: undefined, info: undefined };
}

function nameOf(node: types.Node): string {
  return (node as types.Identifier).name;
}

/** Whether the program has the exceptions of `builtins`, which carry the method `_$text`. */
export function hasExceptions(program: NodePath<types.Program>): boolean {
  let found = false;
  program.traverse({
    Identifier({ node }) {
      if (node.name === "_$text") found = true;
    },
  });
  return found;
}

/** Names that get static members from outside their class: `Name.member = …`. */
export function namesWithStatics(program: NodePath<types.Program>): Set<string> {
  const names = new Set<string>();
  program.traverse({
    AssignmentExpression({ node: { left } }) {
      if (t.isMemberExpression(left) && t.isIdentifier(left.object)) names.add(left.object.name);
    },
  });
  return names;
}
