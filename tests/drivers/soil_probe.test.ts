import { expect } from "chai";
import { SoilProbe, type SoilProbeOptions } from "../../src/host/sim/index.ts";
import { boardWith, images, printed, type Image } from "./support.ts";

const BODIES: Record<string, string> = {
  calibrate: `
    const adc = new ADC(33);
    const dry_u16 = await drivers.oversample(adc);
    await sleep_ms(1000 - ticks_ms());
    const wet_u16 = await drivers.oversample(adc);
    const probe = new drivers.SoilProbe(adc, { dry_u16, wet_u16, samples: 40 });
    for (let i = 2; i < 6; i++) {
      await sleep_ms(i * 1000 - ticks_ms());
      const start = ticks_ms();
      print((await probe.read()).moisture_percent.toFixed(0), ticks_diff(ticks_ms(), start));
    }
    const [a, b] = await gather(probe.read(), probe.read());
    print(a.moisture_percent.toFixed(0), b.moisture_percent.toFixed(0));`,
  failing: `
    const probe = new drivers.SoilProbe(new ADC(33), { dry_u16: 51633, wet_u16: 23831 });
    print(await failure(probe.read()));
    const task = create_task(probe.read());
    await sleep_ms(5);
    task.cancel();
    print(await failure(task));
    await sleep_ms(1000);
    print((await probe.read()).moisture_percent.toFixed(0));`,
};

const part = (options: Partial<SoilProbeOptions> = {}): SoilProbe =>
  new SoilProbe({ pin: 33, seed: 1, ...options });

describe("SoilProbe", () => {
  let image: Image;

  before(async () => {
    image = await images(BODIES);
  });

  it("gives the moisture between the two voltages of its calibration", () => {
    const moisture = [0, 100, 0, 25, 80, 100];
    const source = (time_s: number): number => moisture[Math.min(Math.floor(time_s), 5)];
    const board = boardWith(image, "calibrate", (b) => b.attach(part({ moisture_percent: source })));
    expect(printed(board)).to.deep.equal(["0 40", "25 40", "80 40", "100 40", "100 100"]);
  });

  it("says that it is not connected, and reads again once it is", () => {
    for (const [fault, options, what] of [
      ["unplugged", {}, "soil probe gives 0"],
      ["unplugged", { pull_down: false }, "ADC 33 is unsteady: is it connected?"],
      ["stuck", {}, "soil probe gives \\d+"],
      ["noise", {}, "ADC 33 is unsteady: is it connected?"],
    ] as const) {
      const board = boardWith(image, "failing", (b) =>
        b.attach(part({ ...options, moisture_percent: 62 })).fault(fault, { to: "0.5s" }),
      );
      const [error, cancelled, moisture] = printed(board);
      expect(error).to.match(new RegExp(`^OSError\\(19, '${what.replace("?", "\\?")}'\\)$`));
      expect([cancelled, moisture]).to.deep.equal(["CancelledError()", "62"]);
    }
  });
});
