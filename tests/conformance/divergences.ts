import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readTranscript, rules as names, type Program, type Reason } from "./corpus.ts";

export const file = join(import.meta.dirname, "../../DIVERGENCES.md");

const order: Reason[] = ["seed", "ours", "language"];

const headings: Record<Reason, string> = {
  seed: "The manual says so",
  ours: "Where MicroPython crashes, hangs or loses something",
  language: "JavaScript is not Python",
};

/** What stands in DIVERGENCES.md now. */
export function written(): string {
  return readFileSync(file, "utf8");
}

/** What has to stand in DIVERGENCES.md. */
export function toMarkdown(programs: Program[]): string {
  const differing = programs.filter(({ divergence }) => divergence);
  const tables = order.map((reason) => {
    const rows = differing
      .filter(({ divergence }) => divergence!.reason === reason)
      .sort((a, b) => (a.rules[0] ?? 99) - (b.rules[0] ?? 99) || (a.name < b.name ? -1 : 1));
    return rows.length === 0 ? "" : `## ${headings[reason]}\n\n${table(rows)}`;
  });
  return `# Where it differs from MicroPython

Made by \`npm run conformance -- --write\` from the programs in \`tests/conformance/corpus\`. Each exists in Python and in TypeScript;
${programs.length - differing.length} of ${programs.length} print the same lines at the same virtual milliseconds here and on MicroPython. The others are these.

${tables.filter((text) => text).join("\n")}`;
}

function table(programs: Program[]): string {
  const cells = programs.map(({ name, rules, divergence }) => {
    const { theirs, ours, why } = divergence!;
    return [
      rules.length > 0 ? `${rules[0]} ${names[rules[0]]}` : "streams",
      theirs,
      ours,
      why,
      `[${name}](tests/conformance/corpus/${name}.ts)`,
    ];
  });
  cells.unshift(["Rule", "MicroPython", "Here", "Why", "Test"]);
  const widths = cells[0].map((_, i) => Math.max(...cells.map((row) => row[i].length)));
  const line = (row: string[]): string => `| ${row.map((text, i) => text.padEnd(widths[i])).join(" | ")} |\n`;
  const [head, ...rows] = cells.map(line);
  return head + line(widths.map((width) => "-".repeat(width))) + rows.join("");
}

/** What a program has to print here: what MicroPython prints, or the transcript of a difference that is explained. */
export function expectedHere({ name, divergence }: Program, theirs: string[]): string[] {
  const own = readTranscript(name, "ours.expected");
  if ((own === undefined) !== (divergence === undefined))
    throw new Error(`${name}: a \`differs\` header and ${name}.ours.expected go together`);
  if (!own) return theirs;
  if (own.join("\n") === theirs.join("\n"))
    throw new Error(`${name}: says that it differs, but ${name}.ours.expected is what MicroPython prints`);
  return own;
}
