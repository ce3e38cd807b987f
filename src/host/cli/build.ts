import { basename, extname, join } from "node:path";
import { onlyOne, parse, type Command } from "./command.ts";

const help = `uasyncio build APP.ts [options]

Builds the image of a program and its source map.

  --board NAME   what it is for (default esp32): a board, bare (any engine, virtual time) or node
  --out FILE     the image (default build/APP.js); its map is written to FILE.map
  --no-minify    leave the image readable
  --report       list every function in the size table
`;

export const build: Command = {
  summary: "build an image from a program",
  help,
  async run(args, io) {
    const { values, positionals } = parse(args, {
      board: { type: "string", default: "esp32" },
      out: { type: "string" },
      "no-minify": { type: "boolean", default: false },
      report: { type: "boolean", default: false },
    });
    const entry = onlyOne(positionals, "program");
    const out = values.out ?? join("build", basename(entry, extname(entry)) + ".js");
    const {
      build: buildImage,
      formatReport,
      formatWarnings,
      writeImage,
    } = await import("../compiler/index.ts");
    const result = await buildImage({ entry, board: values.board, minify: !values["no-minify"] });
    io.err(formatWarnings(result.warnings));
    writeImage(result, out);
    io.out(`${out} for ${result.board}: ${formatReport(result.report, values.report)}\n`);
    return 0;
  },
};
