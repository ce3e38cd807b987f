import { relative } from "node:path";

/** One thing that is wrong with a program, where it stands in the user's source, and what to do about it. */
export interface BuildMessage {
  message: string;
  /** Absolute path; absent when the fault is in no file (an unknown board). */
  file?: string | undefined;
  /** From 1. */
  line?: number | undefined;
  /** From 1. */
  column?: number | undefined;
  /** What to write instead. */
  hint?: string | undefined;
}

/** A program that cannot become an image. Nothing has been written. */
export class BuildError extends Error {
  override name = "BuildError";
  constructor(readonly errors: readonly BuildMessage[]) {
    super(formatErrors(errors));
  }
}

/** Stops the build with a single message. */
export function fail(message: string, at: Omit<BuildMessage, "message"> = {}): never {
  throw new BuildError([{ message, ...at }]);
}

/**
 * Errors as lines of text, `file:line:col: error: message` as compilers print them, each with its hint below.
 *
 * @param base the folder that file names are shown relative to
 */
export function formatErrors(errors: readonly BuildMessage[], base = process.cwd()): string {
  return errors.map((error) => format("error", error, base)).join("\n");
}

/** Warnings as lines of text, as {@link formatErrors}; empty if there are none. */
export function formatWarnings(warnings: readonly BuildMessage[], base = process.cwd()): string {
  return warnings.map((warning) => format("warning", warning, base) + "\n").join("");
}

function format(kind: string, { message, file, line, column, hint }: BuildMessage, base: string): string {
  let where = "";
  if (file !== undefined) {
    const near = relative(base, file);
    where = (near.startsWith("..") ? file : near) + ":";
    if (line !== undefined) where += `${line}:${column ?? 1}:`;
    where += " ";
  }
  return `${where}${kind}: ${message}${hint === undefined ? "" : `\n    ${hint}`}`;
}
