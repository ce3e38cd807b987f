/**
 * `npm run bench`: what the kernel costs on every engine that is present, as ratios to what the engine has itself, all of
 * one run. Absolute times are those of this machine and say nothing about a chip.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, imageBytes, type BuildResult } from "../../src/host/compiler/index.ts";
import { simulate } from "../../src/host/sim/index.ts";
import { engines } from "../engines/engines.ts";

const entry = join(import.meta.dirname, "bench.ts");
const demos = join(import.meta.dirname, "../../src/demos");
const LIMIT = 120_000;

type Figures = Map<string, number>;

function parse(lines: string[]): Figures {
  return new Map(
    lines
      .map((line) => /^(\w+) ([\d.e+-]+)$/.exec(line.replace(/^[^\w]*/, "")))
      .filter((match) => match !== null)
      .map(([, name, value]) => [name, Number(value)]),
  );
}

/** Runs an image that goes on by itself after it is loaded, in a process of its own. */
function runProcess(command: string, board: string, image: Buffer): string[] {
  const folder = mkdtempSync(join(tmpdir(), "uasyncio-"));
  try {
    const file = join(folder, `image-${board}.cjs`);
    writeFileSync(file, image);
    const { stdout } = spawnSync(command, [file], { encoding: "utf8", timeout: LIMIT });
    return stdout.split(/\r?\n/).map((line) => line.split("[J").at(-1)!);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const make = (board: string): Promise<BuildResult> => build({ entry, board, typecheck: false });

async function measure(name: string): Promise<Figures> {
  // Where the engine has timers, the real HAL; elsewhere the loop in virtual time, which costs the same.
  if (name === "Espruino")
    return parse(runProcess(process.env["ESPRUINO"]!, "esp32", imageBytes(await make("esp32"))));
  if (name === "Node") return parse(runProcess(process.execPath, "node", imageBytes(await make("node"))));
  return parse(await engines.find((engine) => engine.name === name)!.run((await make("bare")).code, LIMIT));
}

function ratio(figures: Figures, a: string, b: string): string {
  const [x, y] = [figures.get(a), figures.get(b)];
  if (x === undefined || y === undefined) return "-";
  return x < y / 10 ? (x / y).toPrecision(1) : (x / y).toFixed(2);
}

const rows: string[][] = [
  [
    "engine",
    "resume / Promise hop",
    "call / Promise hop",
    "turn of 3 / setTimeout hop",
    "of 100",
    "of 1000",
    "1000 sleepers / 10",
    "turns a second",
  ],
];
for (const engine of engines) {
  const missing = engine.missing();
  if (missing) {
    console.log(`${engine.name}: skipped, ${missing}`);
    continue;
  }
  const figures = await measure(engine.name);
  if (!figures.has("end")) throw new Error(`${engine.name}: the benchmark did not get to its end`);
  rows.push([
    engine.name,
    ratio(figures, "resume", "promise"),
    ratio(figures, "call", "promise"),
    ratio(figures, "turn_3", "timeout"),
    ratio(figures, "turn_100", "timeout"),
    ratio(figures, "turn_1000", "timeout"),
    ratio(figures, "turn_3_of_1000_sleepers", "turn_3_of_10_sleepers"),
    Math.round(1e6 / figures.get("turn_3")!).toLocaleString("en"),
  ]);
}
const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
for (const row of rows) console.log(row.map((cell, column) => cell.padStart(widths[column])).join("  "));

// How fast the simulated board is: a day of the weather station, all its buses included.
const weather = await simulate(join(demos, "weather.ts"), {
  parts: join(demos, "parts/weather.json"),
  typecheck: false,
});
weather.advance("1h");
const start = performance.now();
weather.advance("24h");
const seconds = (performance.now() - start) / 1000;
console.log(
  `simulated weather station: ${Math.round(86_400 / seconds).toLocaleString("en")} virtual seconds a second`,
);
