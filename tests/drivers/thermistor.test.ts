import { expect } from "chai";
import { Thermistor, type SimBoard, type ThermistorOptions } from "../../src/host/sim/index.ts";
import { boardWith, images, printed, type Image } from "./support.ts";

const BODIES: Record<string, string> = {
  // One step of time for each entry of a table.
  campbell: `
    const steinhart_hart = [1.129241e-3, 2.341077e-4, 8.775468e-8];
    const probe = new drivers.Thermistor(new ADC(32), { steinhart_hart, divider_ohm: 30000 });
    for (let i = 1; i < 9; i++) {
      print((await probe.read()).temperature_c.toFixed(1));
      await sleep_ms(i * 100 - ticks_ms());
    }`,
  beta: `
    const low = new drivers.Thermistor(new ADC(32), { beta: 3977, divider_ohm: 4700, samples: 64 });
    const high = new drivers.Thermistor(new ADC(33), { nominal_ohm: 50000, high_side: true });
    const start = ticks_ms();
    print((await low.read()).temperature_c.toFixed(1), ticks_diff(ticks_ms(), start));
    const [a, b] = await gather(high.read(), high.read());
    print(a.temperature_c.toFixed(1), b.temperature_c.toFixed(1), ticks_diff(ticks_ms(), start));`,
  failing: `
    const probe = new drivers.Thermistor(new ADC(32), { high_side: which() == "highFailing" });
    print(await failure(probe.read()));
    await sleep_ms(1000);
    print((await probe.read()).temperature_c.toFixed(0));`,
  cancel: `
    const probe = new drivers.Thermistor(new ADC(32));
    const task = create_task(probe.read());
    await sleep_ms(5);
    task.cancel();
    print(await failure(task));
    const busy = create_task((async () => { for (;;) { spend(5000); await sleep_ms(1); } })());
    print((await probe.read()).temperature_c.toFixed(0));
    busy.cancel();`,
};
BODIES["highFailing"] = BODIES["failing"];

const part = (options: Partial<ThermistorOptions> = {}): Thermistor =>
  new Thermistor({ pin: 32, seed: 1, ...options });

describe("Thermistor", () => {
  let image: Image;

  before(async () => {
    image = await images(BODIES);
  });

  const run = (name: string, prepare: (board: SimBoard) => void): string[] =>
    printed(boardWith(image, name, prepare));

  it("gives the temperatures of a table of resistances by three coefficients", () => {
    // 109SS instruction manual of Campbell Scientific, appendix C: a thermistor 10K3MCD1.
    const table = [
      [-40, 336103.2],
      [-30, 176804.8],
      [-20, 97006.9],
      [-10, 55303.9],
      [-5, 42316.7],
      [-1, 34366.6],
      [0, 32650.9],
      [1, 31030.8],
    ];
    const lines = run("campbell", (b) => {
      b.pins.D32.driveAnalog((at) => {
        const [, ohm] = table[Math.floor(at / 100_000)];
        return ohm / (ohm + 30_000);
      });
    });
    // A step of the converter is worth 0.06 °C at -40 °C.
    expect(lines.length).to.equal(8);
    lines.forEach((line, i) => expect(Number(line)).to.be.closeTo(table[i][0], 0.11));
  });

  it("gives the temperature by the B constant, with the thermistor at either end", () => {
    const [low, high] = run("beta", (b) => {
      b.attach(part({ temperature_c: 85, beta: 3977, divider_ohm: 4700, noise_lsb: 0 }));
      b.attach(part({ pin: 33, temperature_c: -7.5, nominal_ohm: 50_000, high_side: true, noise_lsb: 0 }));
    });
    expect(low).to.equal("85.0 64");
    const [first, second, ms] = high.split(" ");
    // A step of the converter is worth 0.15 °C here.
    expect(Number(first)).to.be.closeTo(-7.5, 0.15);
    expect([second, ms]).to.deep.equal([first, "84"]);
  });

  it("holds against noise, and samples that are far off", () => {
    const [low] = run("beta", (b) => {
      b.attach(part({ temperature_c: 30, beta: 3977, divider_ohm: 4700, noise_lsb: 40 })).fault("noise", {
        probability: 0.3,
      });
      b.attach(part({ pin: 33 }));
    });
    // The noise of one sample is worth 1 °C; the mean of all would be 4 °C off.
    expect(Number(low.split(" ")[0])).to.be.closeTo(30, 0.6);
  });

  it("says what is wrong, and reads again once it is not", () => {
    const failing = (name: string, fault: "unplugged" | "stuck" | "noise"): string[] =>
      run(name, (b) => {
        const high_side = name !== "failing";
        b.attach(part({ temperature_c: 30, high_side })).fault(fault, { to: "0.5s" });
      });
    for (const [name, fault, what] of [
      ["failing", "unplugged", "thermistor is open"],
      ["failing", "stuck", "thermistor is shorted"],
      ["failing", "noise", "ADC 32 is unsteady: is it connected?"],
      ["highFailing", "unplugged", "thermistor is open"],
    ] as const)
      expect(failing(name, fault)).to.deep.equal([`OSError(19, '${what}')`, "30"]);
  });

  it("can be cancelled, and does not mind a busy board", () => {
    const lines = run("cancel", (b) => {
      b.define("spend", (us) => {
        b.spend(us as number);
      });
      b.attach(part({ temperature_c: 12 }));
    });
    expect(lines).to.deep.equal(["CancelledError()", "12"]);
  });
});
