import { parseArgs, type ParseArgsConfig } from "node:util";

/** Where a command writes. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
}

/** One word after `uasyncio`. */
export interface Command {
  /** One line for the list of commands. */
  summary: string;
  /** The whole help of the command. */
  help: string;
  /** Does it. Returns the exit code. */
  run(args: readonly string[], io: Io): Promise<number>;
}

/** The command line makes no sense; the message says why. */
export class UsageError extends Error {}

/** `parseArgs`, with messages for people. */
export function parse<T extends NonNullable<ParseArgsConfig["options"]>>(
  args: readonly string[],
  options: T,
): ReturnType<typeof parseArgs<{ args: string[]; options: T; allowPositionals: true; strict: true }>> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const { message } = error as Error;
    // Node adds advice on how to pass arguments that begin with a dash.
    throw new UsageError(message.split(". ")[0].replace(/^./, (first) => first.toLowerCase()));
  }
}

/** The only positional argument. */
export function onlyOne(positionals: readonly string[], what: string): string {
  const [first, second] = positionals;
  if (first === undefined) throw new UsageError(`${what} is missing`);
  if (second !== undefined) throw new UsageError(`one ${what} is enough: what is "${second}"?`);
  return first;
}

const UNITS: Readonly<Record<string, number>> = { us: 1, ms: 1e3, s: 1e6, m: 60e6, h: 3600e6 };

/** A duration such as `10s`, `500ms`, `2m`, `1h` or `50us`, in µs. */
export function parseDuration(text: string): number {
  const found = /^(\d+(?:\.\d+)?)(us|ms|s|m|h)$/.exec(text);
  if (!found) throw new UsageError(`"${text}" is no duration: write 10s, 500ms, 2m, 1h or 50us`);
  return Math.round(Number(found[1]) * UNITS[found[2]]);
}
