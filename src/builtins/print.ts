import { print as printLine } from "#hal";
import { show } from "./repr.ts";

/**
 * The text of a value as MicroPython's `str` gives it: as `repr`, but a string as it is, and of an exception its message.
 *
 * @see https://docs.micropython.org/en/latest/library/builtins.html#str
 */
export function str(value: unknown): string {
  return show(value, [], true);
}

/**
 * Prints `str` of each value, with a space between them, as one line.
 *
 * @see https://docs.micropython.org/en/latest/library/builtins.html#print
 */
export function print(...values: unknown[]): void;
export function print(): void {
  // eslint-disable-next-line prefer-rest-params -- a rest parameter becomes a loop in ES5
  printLine([].map.call(arguments, str).join(" "));
}
