import type { SourcePlaces } from "./stack.ts";

/** What the console shows of an exception that left a callback. */
export function uncaughtText(error: unknown, places: SourcePlaces): string {
  return ["Uncaught " + describe(error), ...places.stack(error)].join("\n");
}

function describe(error: unknown): string {
  try {
    return String(error);
  } catch {
    // An object without a toString of any use.
    return "[object Object]";
  }
}
