import type { Engine } from "../engines/engines.ts";
import type { Program } from "./corpus.ts";

/** What is expected and what came instead, from the first line that is not the same. */
export function difference(expected: string[], actual: string[]): string {
  let same = 0;
  while (same < expected.length && expected[same] === actual[same]) same++;
  return [
    ...expected.slice(0, same).map((line) => `    ${line}`),
    ...expected.slice(same).map((line) => `  - ${line}`),
    ...actual.slice(same).map((line) => `  + ${line}`),
  ].join("\n");
}

/** A table engine × program; where an engine is not here or cannot run the program, there is no mark. */
export function formatTable(programs: Program[], engines: Engine[], cells: Map<string, string>): string {
  const width = Math.max(...programs.map(({ name }) => name.length));
  const row = (name: string, texts: string[]): string =>
    `  ${name.padEnd(width)}  ${texts.map((text) => text.padEnd(11)).join("")}`.trimEnd();
  return [
    row(
      "",
      engines.map(({ name }) => name),
    ),
    ...programs.map(({ name }) =>
      row(
        name,
        engines.map((engine) => cells.get(`${name} ${engine.name}`) ?? "-"),
      ),
    ),
  ].join("\n");
}
