import { OBJECTS } from "./parts.ts";

/** What there may be at an object that is shown. */
interface Shown {
  readonly constructor: unknown;
  /** Only typed arrays have this. */
  readonly buffer?: unknown;
  readonly message?: string;
  readonly name?: string;
  /** Espruino's own errors have this and no `name`, and not all of them are instances of Error. */
  readonly type?: string;
  /** Exceptions of ours have these two. */
  readonly args?: readonly unknown[];
  readonly _$text?: () => string | undefined;
  /** Only coroutines have this. */
  readonly _$s?: unknown;
}

/** How deep containers are shown: each level takes up to three native calls, and a chip has room for about 40. */
const DEPTH = 7;

function quote(text: string): string {
  // The engine's own JSON is fast, and but for the quotes what it makes is a literal of Python too.
  const json = JSON.stringify(text);
  return /'/.test(text) && !/"/.test(text)
    ? json
    : "'" + json.slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'") + "'";
}

/**
 * The text of a value, as `str` gives it if `top`, else as `repr` does.
 *
 * @param seen the containers around; one that contains itself, or is too deep, is shown as `...`
 */
export function show(value: unknown, seen: readonly unknown[], top?: boolean): string {
  const type = typeof value;
  if (type == "string") return top ? (value as string) : quote(value as string);
  if (type == "number") return ("" + (value as number)).replace("Infinity", "inf").toLowerCase();
  if (type == "boolean") return value ? "True" : "False";
  if (OBJECTS && type == "function") return "<function>";
  // Not `== undefined`: to compare an array loosely, Espruino makes a string of it, and crashes if it contains itself.
  if (!value) return "None";
  let list = value as readonly unknown[];
  let keys: boolean | undefined;
  let bare: boolean | undefined;
  let open = "[";
  let close = "]";
  if (OBJECTS) {
    const object = value as Shown;
    if (object._$s) return "<generator>";
    // Espruino's plain objects have no constructor before somebody has looked at Object.prototype.
    if (!object.constructor || object.constructor == Object) {
      list = Object.keys(object);
      keys = true;
      open = "{";
      close = "}";
    } else if (object.args || object.message) {
      const text = top && object._$text && object._$text();
      if (text) return text;
      list = object.args || [object.message];
      bare = top && list.length < 2;
      open = bare ? "" : (top ? "" : object.name || object.type) + "(";
      close = bare ? "" : list.length == 1 ? ",)" : ")";
    } else if (object.buffer) {
      open = "array([";
      close = "])";
    } else if (!Array.isArray(value)) return "<object>";
  }
  if (seen.length >= DEPTH || seen.indexOf(value) >= 0) return open + "..." + close;
  seen = seen.concat([value]);
  // Not `map`, which leaves out what an array has no value for.
  const texts: string[] = [];
  for (let i = 0; i < list.length; i++) {
    const item = list[i] as never;
    texts.push(keys ? quote(item) + ": " + show((value as Shown)[item], seen) : show(item, seen, bare));
  }
  return open + texts.join(", ") + close;
}

/**
 * The text of a value as MicroPython's `repr` gives it: strings quoted, None, True, `OSError(5,)`, `{'a': 1}`.
 *
 * Where JavaScript makes no difference, none is shown: 1.0 is 1, a tuple a list, the key 1 of an object '1'. Numbers look as
 * the engine writes them but for nan and inf, characters beyond ASCII in a quoted string as in its JSON. Typed arrays are
 * `array([1, 2])`, coroutines `<generator>`, functions `<function>`, objects of other classes `<object>`.
 *
 * @see https://docs.micropython.org/en/latest/library/builtins.html#repr
 */
export function repr(value: unknown): string {
  return show(value, []);
}
