import * as asyncio from "asyncio";
import { print } from "builtins";

// What the compiler's corpus imports from "harness" and is given, as it has to be inside an image.

export async function tick(): Promise<void> {
  await asyncio.sleep_ms(0);
}

export async function later<T>(value: T): Promise<T> {
  await asyncio.sleep_ms(0);
  return value;
}

export async function fail(message: string): Promise<never> {
  await asyncio.sleep_ms(0);
  throw new Error(message);
}

/** Espruino's stack cannot be seen from inside. */
export function depth(): number {
  return 0;
}

/** The same line as the `show` of the compiler's tests, in what every engine has. */
function show(x: unknown, nested = 0): string {
  if (x instanceof Error) {
    // Espruino's errors have no name, but they print it.
    const name = x.name || String(x).split(":")[0];
    return name === "TypeError" || name === "ReferenceError" ? name : `${name}(${x.message})`;
  }
  if (typeof x === "string") return JSON.stringify(x);
  if (typeof x === "function") return "function";
  if (typeof x !== "object" || x === null || nested > 4) return x === 0 && 1 / x < 0 ? "-0" : String(x);
  const parts: string[] = [];
  if (Array.isArray(x)) {
    for (let i = 0; i < x.length; i++) parts.push(show(x[i], nested + 1));
    return `[${parts.join(", ")}]`;
  }
  const object = x as Record<string, unknown>;
  for (const key of Object.keys(object)) parts.push(`${key}: ${show(object[key], nested + 1)}`);
  return `{${parts.join(", ")}}`;
}

function log(...args: unknown[]): void {
  const parts: string[] = [];
  for (const arg of args) parts.push(show(arg));
  print(parts.join(" "));
}

/** Runs one program of the corpus under a heading. */
export async function run(name: string, main: (write: typeof log) => Promise<unknown>): Promise<void> {
  print(`== ${name}`);
  try {
    print(`returned ${show(await main(log))}`);
  } catch (error) {
    print(`threw ${show(error)}`);
  }
}
