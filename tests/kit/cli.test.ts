import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { uasyncio } from "../support/cli.ts";

const CODE = `I2C1.setup();
  function measure() {
    try {
      I2C1.writeTo(0x23, 0x20);
      setTimeout(function () { var d = I2C1.readFrom(0x23, 2); print((d[0] * 256 + d[1]) / 1.2); }, 180);
    } catch (e) { print(e.message); }
  }
  measure();
  setInterval(measure, 1000);`;

describe("uasyncio sim --parts", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "uasyncio-parts-"));
    writeFileSync(join(folder, "a.js"), CODE);
  });
  after(() => rmSync(folder, { recursive: true }));

  /** Runs the command on a board that a file describes. */
  async function sim(board: object, ...args: string[]) {
    const file = join(folder, "board.json");
    writeFileSync(file, JSON.stringify(board));
    return await uasyncio(folder, "sim", "a.js", "--parts", file, "--for", "5s", ...args);
  }

  const sensor = { part: "BH1750", i2c: 1, illuminance_lx: 60 };

  it("runs a program with what a file says of its board, and tells of brown-outs", async () => {
    const { stdout, stderr, status } = await sim({ parts: [sensor], brown_outs: ["1500ms"] });
    expect(stdout).to.equal("60\n".repeat(6));
    expect(stderr).to.equal(
      "sim: stopped after 5 s of virtual time (see --for)\nsim: the program was ended once: brownout at 1.5 s\n",
    );
    expect(status).to.equal(0);
    const often = await sim({ parts: [sensor], brown_outs: ["1s", "2s", "3s", "4s", "4500ms", "4900ms"] });
    expect(often.stderr).to.contain(
      "ended 6 times: brownout at 1 s, brownout at 2 s, brownout at 3 s, brownout at 4 s, brownout at 4.5 s, 1 more\n",
    );
  });

  it("has chance begin at a seed: the file's, or another", async () => {
    const faults = [{ fault: "nack", probability: 0.4 }];
    const parts = [{ ...sensor, faults }];
    const { stdout } = await sim({ seed: 3, parts });
    expect(stdout).to.contain("ACK");
    expect((await sim({ seed: 3, parts })).stdout).to.equal(stdout);
    expect((await sim({ seed: 9, parts }, "--seed", "3")).stdout).to.equal(stdout);
    const others: string[] = [];
    for (const seed of [4, 5, 6]) others.push((await sim({ seed, parts })).stdout);
    expect(others.some((other) => other !== stdout)).to.equal(true);
    expect((await sim({ parts }, "--seed", "x")).stderr).to.equal(
      'uasyncio: "x" is no seed: write a whole number\n',
    );
  });

  it("takes the board from the file, and refuses what does not fit, at its place", async () => {
    const wrong = await sim({ board: "esp32c3", parts: [{ ...sensor, i2c: 2 }] });
    expect(wrong).to.include({ stdout: "", status: 1 });
    expect(wrong.stderr).to.match(
      /board\.json:1:52: error: BH1750: i2c: ESP32-C3 has no I2C2\n {4}it has I2C1\n$/,
    );
    const other = await sim({ board: "esp32c3", parts: [] }, "--board", "esp32");
    expect(other.stderr).to.match(
      /board\.json:1:10: error: the parts are for esp32c3, the program is for esp32\n$/,
    );
  });
});
