import { decodedMappings, encodedMappings, originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import type { DecodedSourceMap, EncodedSourceMap } from "@jridgewell/trace-mapping";

/** A source map as it is written to a file. */
export interface ImageMap {
  version: 3;
  file?: string;
  sourceRoot?: string;
  sources: string[];
  sourcesContent: string[];
  names: string[];
  mappings: string;
}

/** A source map as this module reads it, whoever wrote it. */
export type AnyMap = { version: number } & Pick<EncodedSourceMap, "sources" | "names" | "mappings">;

type Segment = [number] | [number, number, number, number] | [number, number, number, number, number];

/** The map of two steps taken one after the other: `outer` maps to what `inner` was made of. */
export function composeMaps(outer: ImageMap, inner: ImageMap): ImageMap {
  const tracer = new TraceMap(inner);
  const names = new Map<string, number>();
  const sources = new Map(inner.sources.map((source, index) => [source, index]));
  const lines = decodeMap(outer).map((line) => {
    const result: Segment[] = [];
    for (const segment of line) {
      if (segment.length === 1) continue;
      const at = originalPositionFor(tracer, { line: segment[2] + 1, column: segment[3] });
      const source = at.source === null ? undefined : sources.get(at.source);
      if (source === undefined || at.line === null) continue;
      const outerName = segment.length === 5 ? outer.names[segment[4]] : undefined;
      const name = at.name ?? outerName;
      const place: [number, number, number, number] = [segment[0], source, at.line - 1, at.column];
      result.push(name === undefined ? place : [...place, indexOf(names, name)]);
    }
    return result;
  });
  return { ...inner, names: [...names.keys()], mappings: encodeMappings(lines) };
}

/** A map without what lies behind the end of the code, its sources renamed, and nothing that it does not use. */
export function pruneMap(code: string, map: ImageMap, rename: (source: string) => string): ImageMap {
  const text = code.split("\n");
  const sources = new Map<number, number>();
  const names = new Map<string, number>();
  const lines = decodeMap(map).map((line, index) => {
    const end = text[index]?.length ?? 0;
    const result: Segment[] = [];
    for (const segment of line) {
      if (segment.length === 1 || segment[0] >= end) continue;
      const [column, from, row, at] = segment;
      const source = sources.get(from) ?? sources.size;
      sources.set(from, source);
      const name = segment.length === 5 ? map.names[segment[4]] : undefined;
      result.push(
        name === undefined ? [column, source, row, at] : [column, source, row, at, indexOf(names, name)],
      );
    }
    return result;
  });
  const used = [...sources.keys()];
  return {
    version: 3,
    sources: used.map((index) => rename(map.sources[index] ?? "")),
    sourcesContent: used.map((index) => map.sourcesContent[index] ?? ""),
    names: [...names.keys()],
    mappings: encodeMappings(lines.slice(0, text.length)),
  };
}

/** The segments of a map, line by line, safe to change. */
export function decodeMap(map: AnyMap): Segment[][] {
  return decodedMappings(new TraceMap(map as EncodedSourceMap)).map((line) =>
    line.map((segment) => [...segment] as Segment),
  );
}

export function encodeMappings(lines: Segment[][]): string {
  const decoded = { version: 3, sources: [], names: [], mappings: lines };
  return encodedMappings(new TraceMap(decoded as unknown as DecodedSourceMap));
}

/** A look-up from image positions (line from 1, column from 0) to the user's source. */
export function tracer(map: ImageMap): (
  line: number,
  column: number,
) => {
  file?: string | undefined;
  line?: number | undefined;
  column?: number | undefined;
  name?: string | undefined;
} {
  const trace = new TraceMap(map);
  return (line, column) => {
    const at = originalPositionFor(trace, { line, column });
    return at.source === null
      ? {}
      : { file: at.source, line: at.line, column: at.column + 1, name: at.name ?? undefined };
  };
}

function indexOf(names: Map<string, number>, name: string): number {
  const known = names.get(name);
  if (known !== undefined) return known;
  names.set(name, names.size);
  return names.size - 1;
}
