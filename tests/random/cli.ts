/** Compares random programs by hand: `npm run random -- --count 20000 --seed 7 [--whole] [--out FOLDER] [--shrink N]`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { compareRandom, shrink } from "./compare.ts";
import { quick, standalone, whole } from "./run.ts";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    /** By all of the build, which takes three times as long. */
    whole: { type: "boolean", default: false },
    out: { type: "string", default: "build/random" },
    /** How many of the differences are shrunk. */
    shrink: { type: "string", default: "3" },
  },
});
const builder = values.whole ? whole : quick;
const seed = Number(values.seed);

let told = 0;
const outcome = await compareRandom(Number(values.count), seed, builder, ({ programs, differences }) => {
  if (programs - told < 1000) return;
  told = programs;
  console.log(`${programs} programs, ${differences.length} differences`);
});
const { programs, lines, known, met, differences } = outcome;
console.log(`${programs} programs printed ${lines} lines. Programs that met a known difference:`);
for (const [what, n] of Object.entries(known)) console.log(`  ${n} ${what}`);
console.log("Programs that printed:");
for (const [what, n] of Object.entries(met)) console.log(`  ${n} ${what}`);
console.log(`${differences.length} unexplained differences`);

for (const [i, difference] of differences.slice(0, Number(values.shrink)).entries()) {
  const { tree, py, ts } = await shrink(difference, builder);
  mkdirSync(values.out, { recursive: true });
  const name = join(values.out, `random_${seed}_${i}`);
  const pair = standalone(tree);
  writeFileSync(`${name}.py`, pair.py);
  writeFileSync(`${name}.ts`, pair.ts);
  console.log(`\n${name}.py and .ts\n${pair.py.slice(pair.py.search(/^async def f\d/m))}`);
  console.log(["-- MicroPython", ...py, "-- here", ...ts].join("\n"));
}
if (differences.length > 0) process.exitCode = 1;
