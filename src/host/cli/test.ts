import { existsSync, readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { loadTarget, type Board } from "../compiler/boards.ts";
import { DeviceError } from "../device/troubles.ts";
import type { Batch } from "../on_device/batch.ts";
import type { WantedChip } from "../on_device/open_chip.ts";
import type { Group } from "../on_device/report.ts";
import { parse, parseDuration, UsageError, type Command, type Io } from "./command.ts";
import { boardWithParts } from "./parts.ts";

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
  --board NAME    the kind of board (default: what the board says; of a simulated one that of --parts, else esp32)
  --parts FILE    with --on sim: parts that hang on it, as for uasyncio sim
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
      board: { type: "string" },
      parts: { type: "string" },
      timeout: { type: "string", default: "5s" },
      grep: { type: "string", default: "" },
      reporter: { type: "string", default: "spec" },
    });
    if (values.on === undefined)
      throw new UsageError("say what to test on: --on PORT, --on tcp://host:port or --on sim");
    if (values.conformance && positionals.length > 0)
      throw new UsageError(`--conformance takes no files: what is "${positionals[0]}"?`);
    if (values.parts !== undefined && values.on !== "sim")
      throw new UsageError("--parts is for --on sim: on a board hangs what hangs there");
    const { board: name, parts } = boardWithParts(values.board, values.parts);
    const board = name === undefined ? undefined : loadTarget(name).board;
    if (name !== undefined && !board)
      throw new UsageError(`${name} is no board: tests on the desk need no command of their own`);
    const limit = Math.ceil(parseDuration(values.timeout) / 1000);
    if (limit < 1) throw new UsageError(`--timeout ${values.timeout} is too short: 1ms or more`);
    const chosen = (name: string): boolean => name.includes(values.grep);
    const sets = values.conformance ? await corpus(chosen) : await fileSets(positionals, limit, chosen);
    if (sets.length === 0) throw new UsageError(`no test has "${values.grep}" in its name`);
    return await runOn({ on: values.on, board, parts }, sets, limit, values.reporter, io);
  },
};

/** Tests with their heading. */
interface TestSet {
  title: string;
  batchFor: (board: Board) => Batch<{ name: string }>;
}

async function corpus(chosen: (name: string) => boolean): Promise<TestSet[]> {
  const { corpusBatches, hasCorpus } = await import("../on_device/conformance.ts");
  if (!hasCorpus())
    throw new UsageError(
      "the conformance corpus is not in this package, only in its repository: clone that, and run the command there",
    );
  const batches = await corpusBatches(chosen);
  return batches.map((batch) => ({ title: "conformance to MicroPython", batchFor: () => batch }));
}

async function fileSets(
  given: readonly string[],
  limit: number,
  chosen: (name: string) => boolean,
): Promise<TestSet[]> {
  const { fileBatch, findTests } = await import("../on_device/test_file.ts");
  return testFiles(given).flatMap((path) => {
    const file = resolve(path);
    const tests = findTests(file).filter(({ name }) => chosen(name));
    if (tests.length === 0) return [];
    const title = relative(process.cwd(), file);
    return [{ title, batchFor: (board: Board) => fileBatch(file, tests, board.name, limit) }];
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
  wanted: WantedChip,
  sets: readonly TestSet[],
  limit: number,
  reporter: string,
  io: Io,
): Promise<number> {
  const { openChip } = await import("../on_device/open_chip.ts");
  const { report } = await import("../on_device/report.ts");
  const { start } = await import("../on_device/batch.ts");
  const chip = await openChip(wanted).catch((error: unknown) => {
    throw error instanceof DeviceError ? new UsageError(error.message) : error;
  });
  try {
    const groups: Group[] = [];
    for (const { title, batchFor } of sets) {
      const batch = batchFor(chip.board);
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
