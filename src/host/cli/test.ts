import { existsSync, readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { loadTarget, type Board } from "../compiler/boards.ts";
import { DeviceError } from "../device/troubles.ts";
import type { Batch } from "../on_device/batch.ts";
import type { Group } from "../on_device/report.ts";
import { parse, parseDuration, UsageError, type Command, type Io } from "./command.ts";

/** Where a project keeps the tests that run on a board. */
const FOLDER = "on_board";

const help = `uasyncio test --on BOARD [FILES] [options]

Runs tests on a board, and reports as mocha does. BOARD is a serial port, tcp://host:port, or sim for a simulated one. A
test is a function that a file exports by a name that begins with test_:

  import * as asyncio from "asyncio";
  import { assert, assert_equal, assert_raises } from "testing";

  export async function test_an_event_wakes(): Promise<void> {
    …
    assert(event.is_set(), "the event is set");
  }

Without FILES they are all of ${FOLDER}/*.ts. Images go to the board's memory only. Each file starts on a board that has been
reset; afterwards the board starts what is stored on it again.

  --conformance   in the place of files, the programs that show that asyncio is MicroPython's
  --board NAME    the kind of board (default esp32)
  --timeout TIME  longest time of a test (default 5s)
  --grep TEXT     only the tests whose names contain it
  --reporter NAME mocha's reporter (default spec)

Exit code 1 if a test fails or could not be run.
`;

export const test: Command = {
  summary: "run tests on a board",
  help,
  async run(args, io) {
    const { values, positionals } = parse(args, {
      on: { type: "string" },
      conformance: { type: "boolean", default: false },
      board: { type: "string", default: "esp32" },
      timeout: { type: "string", default: "5s" },
      grep: { type: "string", default: "" },
      reporter: { type: "string", default: "spec" },
    });
    if (values.on === undefined)
      throw new UsageError("say what to test on: --on PORT, --on tcp://host:port or --on sim");
    if (values.conformance && positionals.length > 0)
      throw new UsageError(`--conformance takes no files: what is "${positionals[0]}"?`);
    const { board } = loadTarget(values.board);
    if (!board)
      throw new UsageError(`${values.board} is no board: tests on the desk need no command of their own`);
    const limit = Math.ceil(parseDuration(values.timeout) / 1000);
    if (limit < 1) throw new UsageError(`--timeout ${values.timeout} is too short: 1ms or more`);
    const chosen = (name: string): boolean => name.includes(values.grep);
    const sets = values.conformance
      ? await corpus(chosen)
      : await fileSets(positionals, board, limit, chosen);
    if (sets.length === 0) throw new UsageError(`no test has "${values.grep}" in its name`);
    return await runOn(values.on, board, sets, limit, values.reporter, io);
  },
};

/** A batch with its heading. */
interface TestSet {
  title: string;
  batch: Batch<{ name: string }>;
}

async function corpus(chosen: (name: string) => boolean): Promise<TestSet[]> {
  const { corpusBatches, hasCorpus } = await import("../on_device/conformance.ts");
  if (!hasCorpus())
    throw new UsageError(
      "the conformance corpus is not in this package, only in its repository: clone that, and run the command there",
    );
  const batches = await corpusBatches(chosen);
  return batches.map((batch) => ({ title: "conformance to MicroPython", batch }));
}

async function fileSets(
  given: readonly string[],
  board: Board,
  limit: number,
  chosen: (name: string) => boolean,
): Promise<TestSet[]> {
  const { fileBatch, findTests } = await import("../on_device/test_file.ts");
  return testFiles(given).flatMap((path) => {
    const file = resolve(path);
    const tests = findTests(file).filter(({ name }) => chosen(name));
    if (tests.length === 0) return [];
    return [{ title: relative(process.cwd(), file), batch: fileBatch(file, tests, board.name, limit) }];
  });
}

function testFiles(given: readonly string[]): readonly string[] {
  for (const file of given) if (!existsSync(file)) throw new UsageError(`cannot find ${file}`);
  if (given.length > 0) return given;
  const found = existsSync(FOLDER)
    ? readdirSync(FOLDER)
        .filter((name) => /\.ts$/.test(name) && !name.endsWith(".d.ts"))
        .map((name) => join(FOLDER, name))
    : [];
  if (found.length === 0) throw new UsageError(`name the files with the tests, or put them into ${FOLDER}/`);
  return found.sort();
}

/** On top of a test's own limit, for what the board does besides, in ms. */
const GRACE = 5000;

async function runOn(
  on: string,
  board: Board,
  sets: readonly TestSet[],
  limit: number,
  reporter: string,
  io: Io,
): Promise<number> {
  const { openChip } = await import("../on_device/open_chip.ts");
  const { report } = await import("../on_device/report.ts");
  const { start } = await import("../on_device/batch.ts");
  const chip = await openChip(on, board).catch((error: unknown) => {
    throw error instanceof DeviceError ? new UsageError(error.message) : error;
  });
  try {
    const groups: Group[] = [];
    for (const { title, batch } of sets) {
      // A board runs one image at a time: it begins when mocha asks for its first test, after the last one of the image before.
      let outcomes: ReturnType<typeof start> | undefined;
      const begin = () => (outcomes ??= start(chip, batch, limit + GRACE));
      if (groups.at(-1)?.title !== title) groups.push({ title, tests: [] });
      batch.tests.forEach(({ name }, i) =>
        groups.at(-1)!.tests.push({ title: name, outcome: () => begin()[i] }),
      );
    }
    const { failed, notRun } = await report(groups, reporter);
    if (notRun > 0) io.err(`${notRun} test${notRun === 1 ? "" : "s"} could not be run\n`);
    return failed > 0 || notRun > 0 ? 1 : 0;
  } finally {
    await chip.close();
  }
}
