import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Batch } from "../../../src/host/on_device/batch.ts";
import { corpusBatches } from "../../../src/host/on_device/conformance.ts";
import { fileBatch, findTests, type TestFunction } from "../../../src/host/on_device/test_file.ts";
import type { ConsoleChip } from "../../../src/host/on_device/console_chip.ts";
import { LOOP_FOUND } from "../support/loops.ts";
import { real, run, simulated } from "./support.ts";

const file = join(import.meta.dirname, "programs/outcomes.ts");
const espruino = process.env["ESPRUINO"];

/** ms that a test may take on the board, and that an image may take from one test to another. */
const LIMIT = 300;
const IMAGE_LIMIT = 1000;
/** Both in real time, where none of them is to meet it. */
const REAL_LIMIT = 20_000;

function batchOf(names: readonly string[] = [], limit = LIMIT): Batch<TestFunction> {
  const tests = findTests(file).filter(({ name }) => names.length === 0 || names.includes(name));
  return fileBatch(file, tests, "esp32", limit, false);
}

const lines = readFileSync(file, "utf8").split("\n");

/** The frame of a place in the file, given by the text that begins there. */
function at(test: string, text: string): string {
  const line = lines.findIndex((one) => one.includes(text));
  return `    at ${test} (/programs/outcomes.ts:${line + 1}:${lines[line].indexOf(text) + 1})`;
}

/** What is expected on every engine: the message and, of a trace of the engine's, the last frame. */
const outcomes: Record<string, [message: string | RegExp, frame: string]> = {
  test_passes: ["passed", ""],
  test_asserts: [
    "AssertionError: the list: [1, 2] is not [1, 3]\nprinted:\n  before ä",
    at("test_asserts", "same([1, 2], [1, 3]"),
  ],
  test_no_raise: ["AssertionError: nothing was raised", at("test_no_raise", "testing.assert_raises")],
  test_other_file: [
    "AssertionError: not the third one: it is False",
    "    at test_other_file (/programs/helper.ts:5:3)",
  ],
  test_engine_error: [/^[^\n]*\bfoo\b/, "    at call (/programs/helper.ts:10:"],
  test_too_slow: [`it takes more than ${LIMIT} ms`, at("test_too_slow", "test_too_slow")],
  test_uncaught: [/^Uncaught OSError: \[Errno 5\] EIO\nprinted:\n/, at("test_uncaught", "test_uncaught")],
  test_hangs: [`nothing has come of it for ${IMAGE_LIMIT / 1000} s`, at("test_hangs", "test_hangs")],
  test_goes_on: ["passed", ""],
};

function expectOutcomes(got: Record<string, string>): void {
  for (const [name, stack] of Object.entries(got)) {
    const [message, frame] = outcomes[name];
    const [text, ...frames] = stack.split(/\n(?= {4}at )/);
    if (typeof message === "string") expect(text).to.equal(message);
    else expect(text).to.match(message);
    expect(frames.some((one) => one.startsWith(frame)) || frames.length === 0, stack).to.equal(true);
    expect(frames.length > 0, stack).to.equal(frame !== "");
  }
}

describe("tests on a simulated board", () => {
  let chip: ConsoleChip;

  afterEach(async () => {
    await chip.close();
  });

  it("end each for itself, with the user's file and line", async () => {
    // There is one loop, and no second chance for a test that is slow.
    chip = simulated({}, { busyAfter: 3 * LOOP_FOUND });
    const got = await run(chip, batchOf(), IMAGE_LIMIT);
    expect(Object.keys(got)).to.deep.equal(Object.keys(outcomes));
    expectOutcomes(got);
  });

  it("are as good over a bad cable", async () => {
    chip = simulated({ direction: "in", drop: 2e-4, flip: 2e-4 });
    expectOutcomes(await run(chip, batchOf(["test_passes", "test_asserts"]), IMAGE_LIMIT));
  });

  it("are not run once the board is lost", async () => {
    chip = simulated({ cutAfter: 9000 });
    const got = await run(chip, batchOf(["test_passes", "test_asserts"]), IMAGE_LIMIT);
    for (const text of Object.values(got)) expect(text).to.match(/^not run: .*connection is lost/);
  });

  it("are not run on a board that says nothing", async () => {
    chip = simulated({}, { noFirmware: "silent" });
    const got = await run(chip, batchOf(["test_passes"]), IMAGE_LIMIT);
    expect(got["test_passes"]).to.match(/^not run: the board on \/dev\/ttyUSB0 says nothing/);
  });

  it("fail with the build's message where the file does not build", async () => {
    chip = simulated();
    const batch = fileBatch(
      join(import.meta.dirname, "nowhere.ts"),
      findTests(file).slice(0, 1),
      "esp32",
      LIMIT,
    );
    const got = await run(chip, batch, IMAGE_LIMIT);
    expect(got["test_passes"]).to.match(/cannot find the program .*nowhere\.ts/);
  });

  it("are the programs of the corpus, to the ms", async () => {
    chip = simulated();
    const [batch] = await corpusBatches((name) => name.startsWith("lock_f"));
    expect(batch.tests.length).to.be.at.least(2);
    const wrong = batch.tests.map((test, i) =>
      i === 1 ? { ...test, expected: [...test.expected, "more"] } : test,
    );
    const got = Object.values(await run(chip, { ...batch, tests: wrong }, IMAGE_LIMIT));
    expect(got[0]).to.equal("passed");
    expect(got[1]).to.match(/^it prints something else than MicroPython/);
    expect(got.slice(2).every((text) => text === "passed")).to.equal(true);
  });
});

describe("tests on the real Espruino", () => {
  (espruino === undefined ? it.skip : it)("end as on the simulated board", async () => {
    const { chip, stop } = await real(espruino!);
    try {
      const names = ["test_passes", "test_asserts", "test_other_file", "test_engine_error", "test_uncaught"];
      expectOutcomes(await run(chip, batchOf(names, REAL_LIMIT), REAL_LIMIT));
    } finally {
      await chip.close();
      stop();
    }
  });
});
