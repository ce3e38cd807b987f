import { EnclosingFunctions } from "./enclosing.ts";
import { RamFrames, type ImagePlace, type RamFrame } from "./ram_frames.ts";
import { SourcePlaces, type ImageMap } from "../sim/stack.ts";

/** A place in the user's source or the library's, line and column from 1. */
export interface SourceFrame {
  source: string;
  line: number;
  column: number;
  /** The user's name of the function; undefined for one that has none. */
  name: string | undefined;
}

/**
 * Leads the places in Espruino's stack traces back to the user's source. These forms are known:
 *
 *     at g (.bootcde:1:84)              of a stored program, since 2v25; no name and no brackets outside of functions
 *     at line 1 col 84 in .bootcde      before; then `in function "g" called from line 2 col 27 in .bootcde`
 *     at g (:1:26)                      of a program in memory; counted from where the text of the function begins
 *     at g (eval:1:5800)                the same, on a simulated board, in stacks that the program prints
 *
 * Names of functions are the user's own: those of the image are shortened, and one coroutine has many.
 *
 * Which function a frame in memory is in has to be found out. One that could be in several is left as it is, with the places where it could be if
 * these are few. Lines have to be given in the order in which the board prints them: what a frame has called tells more of it. Once the image is known to
 * be stored, frames in memory are none of its own: somebody has typed them.
 */
export class TraceDecoder {
  private readonly places: SourcePlaces;
  private readonly functions: EnclosingFunctions;
  private ram: RamFrames | undefined;
  private inner: RamFrame | undefined;
  private raised: string | undefined;
  private afterFrame = false;
  private stored = false;

  /**
   * @param map of the image
   * @param code the image, one character a byte
   */
  constructor(
    map: ImageMap,
    private readonly code: string,
  ) {
    this.places = new SourcePlaces(IMAGE, map);
    this.functions = new EnclosingFunctions(
      (source) => map.sourcesContent?.[map.sources.indexOf(source)] ?? undefined,
    );
  }

  /** A line of the console as people want to read it; all lines but those of traces as they are. */
  line(text: string): string {
    const found = this.read(text);
    const indent = /^\s*/.exec(text)![0];
    if (found.length === 1) return `${indent}at ${shown(found[0])}`;
    return found.length === 0 || found.length > FEW ? text : `${text}, in ${found.map(shown).join(" or ")}`;
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

  /** Where the frame of a line is; undefined if it is none or cannot be told. */
  frame(text: string): SourceFrame | undefined {
    const found = this.read(text);
    return found.length === 1 ? found[0] : undefined;
  }

  private read(text: string): SourceFrame[] {
    const frame = /^\s*at (?:(.+) \()?([^\s():]*):(\d+):(\d+)\)?\s*$/.exec(text);
    if (frame) {
      const [, name, file, line, column] = frame;
      return this.at(file, { name, line: Number(line), column: Number(column) });
    }
    const old = /^\s*(?:in function .* called from|at) line (\d+) col (\d+) in (\S+)\s*$/.exec(text);
    if (old) return this.at(old[3], { name: undefined, line: Number(old[1]), column: Number(old[2]) });
    if (!this.belongs(text)) {
      this.inner = undefined;
      this.raised = /Uncaught (.*?)\s*$/.exec(text)?.[1];
    }
    return [];
  }

  /** Below a frame, Espruino may show the text of its line and a mark. */
  private belongs(text: string): boolean {
    if (/^\s*\^?\s*$/.test(text)) return true;
    const after = this.afterFrame;
    this.afterFrame = false;
    return after && !text.includes("Uncaught ");
  }

  private at(file: string, frame: RamFrame): SourceFrame[] {
    const { inner, raised } = this;
    this.inner = frame;
    this.afterFrame = true;
    const line = Math.max(1, frame.line);
    if (file === IMAGE) {
      this.stored = true;
      return [this.source({ line, column: frame.column - 1 })];
    }
    if (this.stored || (file !== "" && file !== SIMULATED)) return [];
    this.ram ??= new RamFrames(this.code);
    if (file === SIMULATED) return [this.source(this.ram.inText(line, frame.column - 1), 0)];
    return this.ram.find(frame, inner, raised).map((place) => this.source(place));
  }

  /** @param back Espruino names the word behind the one that it has run */
  private source({ line, column }: ImagePlace, back = 1): SourceFrame {
    const place = this.places.at(line, Math.max(0, column - back));
    const name = this.functions.at(place.source, place.line, place.column);
    return { source: place.source, line: place.line, column: place.column, name };
  }
}

/** How Espruino names the stored program, and frames of an image that its map knows nothing of. */
export const IMAGE = ".bootcde";
/** How V8 names the text of a program in memory. */
const SIMULATED = "eval";
/** So many places are worth showing. */
const FEW = 3;

function shown({ name, source, line, column }: SourceFrame): string {
  const where = `${source}:${line}:${column}`;
  return name === undefined ? where : `${name} (${where})`;
}
