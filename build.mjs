#!/usr/bin/env node
import { basename, extname, join } from "node:path";
import { parseArgs } from "node:util";
import { load } from "./bin/load.mjs";

const usage = `usage: node build.mjs APP.ts [--board esp32] [--out FILE] [--no-minify] [--report]`;

const { build, writeImage, formatReport, formatErrors, BuildError, boardNames } =
  await load("compiler/index");

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      board: { type: "string" },
      out: { type: "string" },
      "no-minify": { type: "boolean" },
      report: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) {
    console.log(`${usage}\nboards: ${boardNames().join(", ")}`);
  } else if (positionals.length !== 1) {
    throw new TypeError("name one program");
  } else {
    const [entry] = positionals;
    const result = await build({ entry, board: values.board, minify: !values["no-minify"] });
    const out = values.out ?? join("build", `${basename(entry, extname(entry))}.js`);
    writeImage(result, out);
    console.log(`${out} for ${result.board}: ${formatReport(result.report, values.report)}`);
  }
} catch (error) {
  process.exitCode = 1;
  if (error instanceof BuildError) console.error(formatErrors(error.errors));
  else if (error instanceof TypeError || error?.code === "EACCES")
    console.error(`error: ${error.message}\n${usage}`);
  else throw error;
}
