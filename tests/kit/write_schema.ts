import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { partsSchema } from "../../src/host/sim/kit/parts_schema.ts";

const file = join(import.meta.dirname, "../../boards/parts/schema.json");
writeFileSync(file, JSON.stringify(partsSchema()));
