import { UsageError } from "../cli/command.ts";
import type { ReporterConstructor } from "mocha";
import type { Outcome } from "./batch.ts";

/** Tests under one heading. */
export interface Group {
  title: string;
  tests: { title: string; outcome: () => Promise<Outcome> }[];
}

export interface Summary {
  failed: number;
  notRun: number;
}

/** Has mocha report tests, in their order, as it reports its own. */
export async function report(
  groups: readonly Group[],
  reporter: string | ReporterConstructor,
): Promise<Summary> {
  const { default: Mocha } = await import("mocha").catch((error: unknown) => {
    throw new UsageError(`mocha reports the tests, and it is not installed: npm install --save-dev mocha`, {
      cause: error,
    });
  });
  const mocha = new Mocha({ reporter, timeout: 0 });
  let notRun = 0;
  for (const { title, tests } of groups) {
    const suite = Mocha.Suite.create(mocha.suite, title);
    for (const { title, outcome } of tests) {
      const test = new Mocha.Test(title, async function (this: Mocha.Context) {
        const ended = await outcome();
        if (ended.is === "failed") throw ended.error;
        if (ended.is === "passed") return;
        notRun++;
        test.title += ` (not run: ${ended.why})`;
        this.skip();
      });
      suite.addTest(test);
    }
  }
  return await new Promise((resolve) => mocha.run((failed) => resolve({ failed, notRun })));
}
