import { expect } from "chai";
import Mocha from "mocha";
import { join } from "node:path";
import { report } from "../../../src/host/on_device/report.ts";
import { uasyncio } from "../../support/cli.ts";

const programs = join(import.meta.dirname, "programs");

describe("uasyncio test", () => {
  const cases: Record<string, { args: string[]; message: RegExp }> = {
    "no board": { args: ["x.ts"], message: /say what to test on: --on PORT, --on tcp:.* or --on sim/ },
    "an unknown kind of board": {
      args: ["--on", "sim", "--board", "esp8266"],
      message: /no board "esp8266"/,
    },
    "the desk": { args: ["--on", "sim", "--board", "bare"], message: /bare is no board/ },
    "a file that is not there": { args: ["--on", "sim", "none.ts"], message: /cannot find none\.ts/ },
    "no files": { args: ["--on", "sim"], message: /put them into on_board\// },
    "a file without tests": {
      args: ["--on", "sim", join(programs, "no_tests.ts")],
      message:
        /no_tests\.ts: error: there is no test in it\n {4}a test is a function: export async function test_/,
    },
    "a name that no test has": {
      args: ["--on", "sim", "--grep", "zzz", join(programs, "outcomes.ts")],
      message: /no test has "zzz" in its name/,
    },
    "files beside the corpus": {
      args: ["--on", "sim", "--conformance", "x.ts"],
      message: /--conformance takes no files: what is "x\.ts"/,
    },
    "parts for a board that has its own": {
      args: ["--on", "/dev/ttyUSB0", "--parts", "parts.json", "x.ts"],
      message: /--parts is for --on sim/,
    },
    "a time of none": { args: ["--on", "sim", "--timeout", "0s"], message: /--timeout 0s is too short/ },
    "a port that is not there": {
      args: ["--on", "/dev/no-such-port", join(programs, "outcomes.ts")],
      message: /there is no port \/dev\/no-such-port\n/,
    },
  };
  for (const [name, { args, message }] of Object.entries(cases)) {
    it(`refuses ${name}`, async () => {
      const { stderr, status } = await uasyncio(import.meta.dirname, "test", ...args);
      expect(stderr).to.match(message);
      expect(status).to.equal(1);
    });
  }

  it("reports as mocha does, with what could not be run", async () => {
    const events: string[] = [];
    const error = new Error("no");
    class Recorder extends Mocha.reporters.Base {
      constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
        super(runner, options);
        runner.on("pass", (test) => events.push(`pass ${test.fullTitle()}`));
        runner.on("fail", (test, raised) => events.push(`fail ${test.title} ${String(raised === error)}`));
        runner.on("pending", (test) => events.push(`pending ${test.title}`));
      }
    }
    const tests = [
      { title: "a", outcome: async () => ({ is: "passed" }) as const },
      { title: "b", outcome: async () => ({ is: "failed", error }) as const },
      { title: "c", outcome: async () => ({ is: "not run", why: "the board is lost" }) as const },
    ];
    expect(await report([{ title: "file", tests }], Recorder)).to.deep.equal({ failed: 1, notRun: 1 });
    expect(events).to.deep.equal(["pass file a", "fail b true", "pending c (not run: the board is lost)"]);
  });
});
