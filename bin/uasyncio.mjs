#!/usr/bin/env node
import { load } from "./load.mjs";

const { main } = await load("cli/index");
// Whoever reads the output may have seen enough.
process.stdout.on("error", (error) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});
const io = { out: (text) => process.stdout.write(text), err: (text) => process.stderr.write(text) };
process.exitCode = await main(process.argv.slice(2), io);
