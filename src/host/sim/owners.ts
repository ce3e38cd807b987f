/** How many objects of an image are looked at in search of one. */
const LIMIT = 20000;

/** An object of the image that was found, and the property or variable that holds it. */
export interface Owner {
  object: Record<string, unknown>;
  key: string;
}

/**
 * Finds the object one of whose fields `field` is `value`, under a key that `isGood` if there is one, else under the
 * one that is nearest to the roots.
 */
export function findOwner(
  roots: readonly (readonly [string, unknown])[],
  field: string,
  value: unknown,
  isGood: (key: string) => boolean,
): Owner | undefined {
  const seen = new Set<unknown>();
  const queue = [...roots];
  let found: Owner | undefined;
  for (const [key, object] of queue) {
    if (typeof object !== "object" || object === null) continue;
    if (object === found?.object && isGood(key)) return { ...found, key };
    if (seen.has(object)) continue;
    if (seen.size >= LIMIT) break;
    seen.add(object);
    const fields = Object.getOwnPropertyDescriptors(object) as Record<string, PropertyDescriptor>;
    if (fields[field]?.value === value) {
      found = { object: object as Record<string, unknown>, key };
      if (isGood(key)) return found;
    }
    const isArray = Array.isArray(object);
    for (const [name, descriptor] of Object.entries(fields))
      if ("value" in descriptor) queue.push([isArray ? key : name, descriptor.value]);
  }
  return found;
}
