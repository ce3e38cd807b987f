import { originalPositionFor, sourceContentFor, TraceMap } from "@jridgewell/trace-mapping";

/** What the simulator reads in an image's source map. */
export interface ImageMap {
  version: number;
  sources: (string | null)[];
  names: string[];
  mappings: string;
  sourcesContent?: (string | null)[];
  /** Written by the build: which board the image is for, and how the reserved properties were renamed. */
  x_uasyncio?: { board?: string; props?: Record<string, string | false> };
}

/** A place in the user's source, or in the image when there is no map. */
export interface Place {
  source: string;
  /** From 1. */
  line: number;
  /** From 1. */
  column: number;
  name?: string | undefined;
}

/** Whether a place is in the library and not in the user's program. */
export function isLibrary(place: Place): boolean {
  return place.source.startsWith("uasyncio/");
}

/** Leads from the image back to the source. */
export class SourcePlaces {
  private readonly trace: TraceMap | undefined;
  private originalColumn = (_line: number, column: number): number => column;

  /** @param imageColumn the column in the image of one in the text that `map` is of and that runs */
  constructor(
    readonly file: string,
    map?: ImageMap,
    private readonly imageColumn = (_line: number, column: number): number => column,
  ) {
    this.trace = map && new TraceMap(map as unknown as string);
  }

  /** Says that the code which runs has other columns than the image: `originalColumn` leads back, from 0 to 0. */
  movedBy(originalColumn: (line: number, column: number) => number): void {
    this.originalColumn = originalColumn;
  }

  /** `line` from 1, `column` from 0, in the text of the image. */
  at(line: number, column: number): Place {
    if (this.trace) {
      const found = originalPositionFor(this.trace, { line, column });
      if (found.source !== null) {
        const { source, line, column } = found;
        return { source, line, column: column + 1, name: found.name ?? undefined };
      }
    }
    return { source: this.file, line, column: this.imageColumn(line, column) + 1 };
  }

  /** The identifier that stands at a place, if the map carries the source. */
  identifier({ source, line, column }: Place): string | undefined {
    const text = this.trace && sourceContentFor(this.trace, source)?.split("\n")[line - 1];
    return text === undefined ? undefined : /^[\w$]+/.exec(text.slice(column - 1))?.[0];
  }

  /** Lines of a stack: the frames in the user's own source or, if there are none, all that lie in the image. */
  stack(error: unknown): string[] {
    const places = this.frames(error);
    const own = places.filter((place) => !isLibrary(place));
    const shown = own.length > 0 ? own : places;
    return shown.map(({ source, line, column }) => `    at ${source}:${line}:${column}`);
  }

  /** Positions of an error's frames in the image, the innermost first: `line` from 1, `column` from 0. */
  positions(error: unknown): { line: number; column: number }[] {
    const text = (error as { stack?: unknown } | null | undefined)?.stack;
    if (typeof text !== "string") return [];
    const found: { line: number; column: number }[] = [];
    for (const frame of text.split("\n")) {
      const parts = /^\s+at (?:(?:new )?(\S+) (?:\[as .*\] )?\()?(.*):(\d+):(\d+)\)?$/.exec(frame);
      if (!parts || parts[2] !== this.file) continue;
      const line = Number(parts[3]);
      found.push({ line, column: this.originalColumn(line, Number(parts[4]) - 1) });
    }
    return found;
  }

  private frames(error: unknown): Place[] {
    return this.positions(error).map(({ line, column }) => this.at(line, column));
  }
}
