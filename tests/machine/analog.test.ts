import { expect } from "chai";
import { runInNewContext } from "node:vm";
import type { ImageMap, SimBoard } from "../../src/host/sim/index.ts";
import { boardWith, images, printed } from "./support.ts";

const BODIES: Record<string, string> = {
  read: `
    const soil = new machine.ADC(new Pin(34));
    print(soil.id, soil.read_u16(), soil.read_uv());
    await sleep_ms(10);
    print(soil.read_u16(), soil.read_uv());
    await sleep_ms(10);
    print(soil.read_u16());`,
  none: `print(attempt(() => new machine.ADC(4)));`,
  pulses: `
    const pwm = new machine.PWM(new Pin(13), { freq: 50, duty_u16: 6554 });
    print(pwm.freq(), pwm.duty_u16());
    await sleep_ms(1);
    pwm.duty_u16(65535);
    await sleep_ms(1);
    pwm.freq(100);
    print(pwm.freq(), pwm.duty_u16());
    await sleep_ms(1);
    pwm.deinit();`,
  limits: `
    const start = (pin, freq) => attempt(() => new machine.PWM(pin, { freq }).id);
    print(start(25, 50), start(4, 0), start(4, 1e5), attempt(() => new machine.PWM(4, { duty_u16: 65536 })));
    print([12, 13, 14, 15].map((pin) => start(pin, 50)).join());
    print(start(12, 60), [16, 17, 18, 19, 21, 22].map((pin) => start(pin, 5000)).join());
    const pwm = new machine.PWM(16);
    print(pwm.freq(), pwm.duty_u16(), attempt(() => pwm.freq(60)), pwm.freq());`,
};

describe("machine's analog pins", () => {
  let image: { code: string; map: ImageMap };

  before(async () => {
    image = await images(BODIES);
  });

  const run = (name: string, prepare?: (board: SimBoard) => void): SimBoard =>
    boardWith(image, name, prepare);

  it("ADC reads 12 bits as 16, and µV of 3.3 V", () => {
    const board = run("read", ({ pins }) => {
      pins.D34.driveAnalog(0.5);
      pins.D34.driveAnalog(1, 5000);
      pins.D34.driveAnalog((at) => Math.floor(at / 1e3) / 1e3, 15000);
    });
    // 2048 << 4 | 2048 >> 8, and 0.02 * 4096 = 81.
    expect(printed(board)).to.deep.equal(["34 32776 1650428", "65535 3300000", "1296"]);
  });

  it("ADC says which pin has none", () => {
    const [line] = printed(run("none"));
    expect(line).to.match(/Error\(.*4.*ADC/);
  });

  it("a voltage out of range is found when it is read", () => {
    const board = run("read", ({ pins }) => pins.D34.driveAnalog(() => 1.5));
    expect(board.output).to.contain("analog level of D34 is a fraction of the supply from 0 to 1, not 1.5");
  });

  it("PWM drives pulses until it is ended", () => {
    const board = run("pulses");
    expect(printed(board)).to.deep.equal(["50 6554", "100 65535"]);
    const ms = board.pins.D13.pwmTrace.map(({ at, pwm }) => ({ ms: Math.floor(at / 1000), pwm }));
    expect(ms).to.deep.equal([
      { ms: 0, pwm: { value: 6554 / 65535, freq: 50 } },
      { ms: 1, pwm: { value: 1, freq: 50 } },
      { ms: 2, pwm: { value: 1, freq: 100 } },
      { ms: 3, pwm: undefined },
    ]);
    expect(board.pins.D13.pwm).to.equal(undefined);
    expect(board.pins.D13.level).to.equal(0);
  });

  it("PWM refuses what Espruino has not, by name", () => {
    const no = (pin: number, freq: number, why: string): string =>
      `NotImplementedError('PWM on pin ${pin} at ${freq} Hz: ${why}',)`;
    const full = "Espruino has no channel left (5 for 5000 Hz, 3 for others)";
    const invalid = "ValueError('invalid freq or duty',)";
    expect(printed(run("limits"))).to.deep.equal([
      [
        no(25, 50, "Espruino has its DAC there"),
        invalid,
        no(4, 1e5, "Espruino takes 78125 Hz at most"),
        invalid,
      ].join(" "),
      `12,13,14,${no(15, 50, full)}`,
      `12 16,17,18,19,21,${no(22, 5000, full)}`,
      `5000 32768 ${no(16, 60, full)} 5000`,
    ]);
  });

  it("are refused on an engine without pins", async () => {
    const text = `print(attempt(() => new machine.ADC(1)), attempt(() => new machine.PWM(1)));`;
    const { code } = await images({ none: text }, "bare");
    const lines: string[] = [];
    runInNewContext(code, { print: (line: string) => lines.push(line), which: () => "none" });
    expect(lines).to.deep.equal([
      "ValueError('invalid pin: 1 has no ADC',) NotImplementedError('PWM on pin 1 at 5000 Hz: there is no hardware',)",
    ]);
  });
});
