import { expect } from "chai";
import { DeviceError } from "../../../src/host/device/troubles.ts";
import { stateOf } from "../../../src/host/device/upload.ts";
import { IMAGE, OLD, refusal, send, simulated } from "./support.ts";

const SEEDS = Array.from({ length: 8 }, (_, i) => i + 1);
/** In ms: more than all tries of a line take together with those of the questions before it. */
const LONGEST = 60_000;

/** What comes of an upload over a bad cable: what is stored must fit what is said. */
async function outcome(rate: number, kind: "drop" | "double" | "flip", seed: number): Promise<string> {
  const rig = simulated({ storage: { ".bootcde": OLD } }, { [kind]: rate, seed });
  try {
    const error = await send(rig).then(
      () => undefined,
      (reason: unknown) => reason as Error,
    );
    expect(rig.clock.now()).below(LONGEST);
    const stored = await rig.stored(".bootcde");
    if (!error) {
      expect(stored).deep.equal(IMAGE);
      return "stored";
    }
    if (!(error instanceof DeviceError)) throw error;
    const { id, values } = error;
    const changing = values.state === stateOf("switching") || values.state === stateOf("stored");
    if (changing) expect(stored === undefined || stored.equals(IMAGE) || stored.equals(OLD)).equal(true);
    else expect(stored, error.message).deep.equal(OLD);
    return id;
  } finally {
    await rig.close();
  }
}

describe("an upload over a bad cable", () => {
  for (const kind of ["drop", "double", "flip"] as const)
    for (const rate of [1e-4, 1e-3, 1e-2])
      it(`that ${kind}s 1 byte in ${1 / rate} ends in success or in a clear message`, async () => {
        const outcomes: string[] = [];
        for (const seed of SEEDS) outcomes.push(await outcome(rate, kind, seed));
        // One in 10,000 is what a long or loose cable does: that has to work.
        if (rate === 1e-4) expect(outcomes).deep.equal(SEEDS.map(() => "stored"));
        for (const one of outcomes)
          expect(one).oneOf([
            "stored",
            "upload-failed",
            "not-the-same",
            "no-answer",
            "no-firmware",
            "silent",
          ]);
      });

  it("tells how many lines had to be sent again", async () => {
    const rig = simulated({}, { flip: 1e-3, seed: 4 });
    expect((await send(rig)).repeated).greaterThan(0);
    await rig.close();
  });

  it("that carries nothing back is a board that says nothing", async () => {
    const rig = simulated({}, { drop: 1, direction: "out" });
    expect(await refusal(send(rig))).include({ id: "silent" });
    await rig.close();
  });
});
