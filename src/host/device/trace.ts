import { EnclosingFunctions } from "./enclosing.ts";
import { SourcePlaces, type ImageMap } from "../sim/stack.ts";

/**
 * Leads the places in Espruino's stack traces back to the user's source. Two forms are known:
 *
 *     at g (.bootcde:1:84)              since 2v25; without the name and the brackets outside of functions
 *     at line 1 col 84 in .bootcde      before; then `in function "g" called from line 2 col 27 in .bootcde`
 *
 * Names of functions are the user's own: those of the image are shortened, and one coroutine has many.
 */
export class TraceDecoder {
  private readonly places: SourcePlaces;
  private readonly functions: EnclosingFunctions;

  /** @param map of the image */
  constructor(map: ImageMap) {
    this.places = new SourcePlaces(IMAGE, map);
    this.functions = new EnclosingFunctions(
      (source) => map.sourcesContent?.[map.sources.indexOf(source)] ?? undefined,
    );
  }

  /** A line of the console as people want to read it; all lines but those of traces as they are. */
  line(text: string): string {
    const frame = /^(\s*)at (?:(.+) )?\(?([^\s():]*):(\d+):(\d+)\)?\s*$/.exec(text);
    if (frame && isImage(frame[3])) return `${frame[1]}at ${this.place(frame[4], frame[5])}`;
    const old = /^(\s*)(in function .* called from|at) line (\d+) col (\d+)(?: in (\S+))?\s*$/.exec(text);
    if (!old || (old[5] !== undefined && !isImage(old[5]))) return text;
    return `${old[1]}at ${this.place(old[3], old[4])}`;
  }

  /** The same for many lines. */
  lines(text: string): string {
    return text
      .split("\n")
      .map((line) => {
        const end = line.endsWith("\r") ? "\r" : "";
        return this.line(line.slice(0, line.length - end.length)) + end;
      })
      .join("\n");
  }

  private place(line: string, column: string): string {
    // Espruino counts from 1, and names the word behind the one that it has run; the line it sometimes takes for 0.
    const at = this.places.at(Math.max(1, Number(line)), Math.max(0, Number(column) - 2));
    const where = `${at.source}:${at.line}:${at.column}`;
    const name = this.functions.at(at.source, at.line, at.column);
    return name === undefined ? where : `${name} (${where})`;
  }
}

const IMAGE = ".bootcde";

/** Only places in the stored program, or in code that was evaluated from memory, are places of the image. */
function isImage(file: string): boolean {
  return file === IMAGE || file === "";
}
