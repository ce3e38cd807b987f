import { dirname, resolve } from "node:path";
import { IMAGE, TraceDecoder, type SourceFrame } from "../device/trace.ts";
import { isLibrary, type ImageMap } from "../sim/stack.ts";
import type { Place } from "./places.ts";

/** A function on a trace that is the user's. */
export interface Frame {
  name: string;
  place: Place;
}

/** Takes the traces out of what an image in memory prints. */
export class RamTraces {
  private readonly decoder: TraceDecoder;

  /** @param entry the program's main file, which the map's sources are relative to */
  constructor(
    code: string,
    map: ImageMap,
    private readonly entry: string,
  ) {
    this.decoder = new TraceDecoder(map, code);
  }

  /** What is left of lines of the console without their traces, and the user's frames, the innermost first. */
  split(lines: readonly string[]): { lines: string[]; frames: Frame[] } {
    const rest: string[] = [];
    const frames: Frame[] = [];
    for (const line of lines) {
      const found = this.decoder.frame(line);
      if (!/^(\s+at (\S+ \(.*\)|\S*:\d+:\d+)|\s*\^?)$/.test(line)) rest.push(line);
      else if (found && !isLibrary(found) && found.source !== IMAGE) frames.push(this.frame(found));
    }
    return { lines: rest, frames };
  }

  private frame({ name = "<anonymous>", source, line, column }: SourceFrame): Frame {
    return { name, place: { file: resolve(dirname(this.entry), source), line, column } };
  }
}
