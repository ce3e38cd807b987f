import { AssertionError } from "../builtins/exceptions.ts";
import { repr } from "../builtins/repr.ts";

/** An AssertionError that knows the call it comes from, by the number that `uasyncio test` gives each in a test file. */
export interface Failure extends AssertionError {
  _$place?: number | undefined;
}

function fail(text: string, message: string | undefined, place: number | undefined): never {
  const failure = new AssertionError(message ? message + ": " + text : text) as Failure;
  failure._$place = place;
  throw failure;
}

/**
 * Demands that a condition holds.
 *
 * @param message what to say if it does not
 * @throws AssertionError if it does not
 * @see https://docs.python.org/3/reference/simple_stmts.html#the-assert-statement
 */
export function assert(condition: unknown, message?: string): asserts condition;
export function assert(condition: unknown, message?: string, place?: number): void {
  if (!condition) fail("it is " + repr(condition), message, place);
}

/**
 * Demands that two values are equal: what `repr` shows of them is the same. So lists, objects and exceptions are equal if
 * they have equal contents.
 *
 * @throws AssertionError if they are not, which shows both
 */
export function assert_equal<T>(actual: T, expected: T, message?: string): void;
export function assert_equal(actual: unknown, expected: unknown, message?: string, place?: number): void {
  const got = repr(actual);
  const wanted = repr(expected);
  if (got != wanted) fail(got + " is not " + wanted, message, place);
}

/** A class of exceptions. */
interface Kind<E> {
  new (...args: never[]): E;
  readonly prototype: E;
}

/**
 * Demands that a call raises an exception of a kind. Gives the exception.
 *
 * @param call a function, whose result is awaited if it is a coroutine, or the coroutine itself
 * @throws AssertionError if nothing is raised; what is of another kind passes
 *
 * @example
 * const error = await assert_raises(OSError, () => bus.readfrom(0x23, 2));
 * assert_equal(error.errno, 19);
 */
export function assert_raises<E>(
  kind: Kind<E>,
  call: PromiseLike<unknown> | (() => unknown),
  message?: string,
): Promise<E>;
export async function assert_raises(
  kind: Kind<unknown>,
  call: unknown,
  message?: string,
  place?: number,
): Promise<unknown> {
  try {
    await (typeof call == "function" ? (call as () => unknown)() : call);
  } catch (error) {
    if (error instanceof kind) return error;
    throw error;
  }
  return fail("nothing was raised", message, place);
}
