import type { Message } from "esbuild";
import { resolve } from "node:path";
import type { BuildMessage } from "./errors.ts";
import { tracer, type ImageMap } from "./sourcemap.ts";

/** Source maps of lowered files, by path. */
export type LoweredMaps = Map<string, ImageMap>;

interface LowerError {
  file?: string;
  line?: number;
  column?: number;
  construct?: string;
  advice?: string;
  message?: string;
  hint?: string;
}

/** An error of the coroutine compiler carries a list of refusals, with positions in the user's file. */
export function fromLower(error: unknown, path: string): BuildMessage[] {
  const list = (error as { errors?: unknown }).errors;
  if (!Array.isArray(list)) throw error;
  return (list as LowerError[]).map(({ file = path, line, column, construct, advice, message, hint }) => ({
    message: message ?? construct ?? String(error),
    hint: hint ?? advice,
    file,
    line,
    column,
  }));
}

/** A message of esbuild's, told of the user's source. */
export function fromEsbuild({ text, location }: Message, folder: string, maps: LoweredMaps): BuildMessage {
  if (!location) return { message: text };
  const file = resolve(folder, location.file);
  const map = maps.get(file);
  const { line, column } = map
    ? tracer(map)(location.line, location.column)
    : { line: location.line, column: location.column + 1 };
  return { message: text, file, line, column };
}

/** Whether it is what esbuild throws for what is wrong with the program. */
export function isBuildFailure(error: unknown): error is { errors: Message[] } {
  return error instanceof Error && Array.isArray((error as { errors?: unknown }).errors);
}
