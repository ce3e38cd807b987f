import { join } from "node:path";
import { simulate, type Simulation } from "../../src/host/sim/index.ts";

const demos = join(import.meta.dirname, "../../src/demos");

/** A demo on the board that its file of parts describes. */
export async function demo(name: string): Promise<Simulation> {
  return simulate(join(demos, `${name}.ts`), {
    parts: join(demos, "parts", `${name}.json`),
    typecheck: false,
  });
}
