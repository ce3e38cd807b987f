import { Converter, ReflectionKind } from "typedoc";

/** Leaves out of the reference what is no part of the interface, and says everything once. */
export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const reflection of project.getReflectionsByKind(ReflectionKind.All)) {
      const { name, kind, parent, comment } = reflection;
      const isType = kind === ReflectionKind.TypeAlias || kind === ReflectionKind.Interface;
      // An exception is a type and a value; one of the two is documented.
      const value =
        isType && parent.children.find((it) => it.name === name && it.kind === ReflectionKind.Variable);
      if (value) value.comment ??= comment?.clone();
      if (name.startsWith("_$") || (value && kind === ReflectionKind.TypeAlias))
        project.removeReflection(reflection);
    }
  });
}
