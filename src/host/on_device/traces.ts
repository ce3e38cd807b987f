import { dirname, resolve } from "node:path";
import { expand } from "../compiler/tokenise.ts";
import { isLibrary, SourcePlaces, type ImageMap } from "../sim/stack.ts";
import type { Place } from "./places.ts";

/** A function on a trace that is the user's. */
export interface Frame {
  name: string;
  place: Place;
}

/**
 * Leads traces of an image in RAM back to the user's source. To Espruino a function there is text of its own, from the brace
 * that opens it, and so are the places in it; the simulated board counts in the text of the whole image:
 *
 *     at M (:1:4)
 *       (an empty line, and a caret below the text)
 *     at M (eval:1:5800)
 */
export class RamTraces {
  private readonly places: SourcePlaces;
  private readonly text: string;
  private readonly imageColumn: (line: number, column: number) => number;

  /** @param entry the program's main file, which the map's sources are relative to */
  constructor(
    code: string,
    map: ImageMap,
    private readonly entry: string,
  ) {
    this.places = new SourcePlaces("image.js", map);
    const { code: text, imageColumn } = expand(code, undefined);
    this.text = text;
    this.imageColumn = imageColumn;
  }

  /** Takes the traces out of lines of the console: what is left of the lines, and the user's frames, the innermost first. */
  split(lines: readonly string[]): { lines: string[]; frames: Frame[] } {
    const rest: string[] = [];
    const frames: Frame[] = [];
    for (const line of lines) {
      if (!/^(\s+at (\S+ \(.*\)|\S*:\d+:\d+)|\s*\^?)$/.test(line)) {
        rest.push(line);
        continue;
      }
      const [, name, all, row, column] = /at (\S+) \((eval)?:(\d+):(\d+)\)$/.exec(line) ?? [];
      const frame = name && this.frame(name, Number(row), Number(column), all !== undefined);
      if (frame) frames.push(frame);
    }
    return { lines: rest, frames };
  }

  private frame(short: string, row: number, column: number, inAll: boolean): Frame | undefined {
    const name = short.replace(/\$/g, "\\$");
    const head = new RegExp(`\\bfunction ${name}\\([^)]*\\)\\{|[\\s,;{(]${name}=function\\([^)]*\\)\\{`);
    const opening = head.exec(this.text);
    if (!opening) return undefined;
    const before = this.text.slice(0, opening.index + opening[0].length).split("\n");
    const inFunction = !inAll && row === 1;
    const line = inAll ? row : before.length + row - 1;
    const start = inFunction ? this.imageColumn(line, before.at(-1)!.length) : 0;
    // Espruino counts from 1, to the end of the word that it has read.
    const at = inAll ? this.imageColumn(line, column - 1) : start + Math.max(0, column - 2);
    const found = this.places.at(line, at);
    if (isLibrary(found) || found.source === "image.js") return undefined;
    const place = {
      file: resolve(dirname(this.entry), found.source),
      line: found.line,
      column: found.column,
    };
    // A stretch between two awaits is a function of its own, with a number.
    return { name: (this.userName(before) ?? short).replace(/\$\d+$/, ""), place };
  }

  /** What the user called the function whose head is the end of `before`. */
  private userName(before: readonly string[]): string | undefined {
    const head = before.at(-1)!;
    const column = Math.max(head.lastIndexOf("function ") + "function ".length, 0);
    return this.places.at(before.length, this.imageColumn(before.length, column)).name;
  }
}
