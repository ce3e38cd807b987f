"use strict";
const { mkdirSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { reporters, Runner } = require("mocha");

/** Spec, then what was skipped (in one line) and the count. The count also goes to build/tests.json, for .ci/run. */
module.exports = class extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const skipped = [];
    runner.on(Runner.constants.EVENT_TEST_PENDING, (test) => skipped.push(test.fullTitle()));
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      const build = join(__dirname, "../../build");
      mkdirSync(build, { recursive: true });
      writeFileSync(
        join(build, "tests.json"),
        JSON.stringify({ passed: passes, failed: failures, skipped: pending }),
      );
      if (skipped.length > 0) console.log(`Skipped: ${skipped.join("; ")}\n`);
      console.log(`${passes} passed, ${failures} failed${pending > 0 ? `, ${pending} skipped` : ""}\n`);
    });
  }
};
