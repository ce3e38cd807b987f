import { expect } from "chai";
import { espruino, realLines } from "../sim/support.ts";
import { images } from "./support.ts";

const BODY = `
  const made = [
    () => new machine.I2C(0),
    () => new machine.SPI(1),
    () => new machine.OneWire(4),
    () => new machine.ADC(4),
    () => new machine.PWM(4),
    () => new machine.WDT(),
    () => machine.reset(),
    () => machine.lightsleep(5),
    () => machine.deepsleep(5),
  ];
  for (const f of made) print(attempt(f));
  print(machine.reset_cause(), machine.unique_id().length);
  let ticks = 0;
  const ended = new asyncio.Event();
  const timer = new machine.Timer(0, { period: 2, callback: () => { if (++ticks == 3) ended.set(); } });
  await ended.wait();
  timer.deinit();
  let once = 0;
  new machine.Timer(1, { mode: machine.Timer.ONE_SHOT, period: 2, callback: () => once++ });
  await sleep_ms(20);
  print(ticks, once);`;

// There are no buses, converters or sleep to be tried out here: that they are not pretended is what can be.
describe("machine on Espruino's build for Linux", () => {
  it("refuses the hardware that is not there, and has timers", async function () {
    if (!espruino) this.skip();
    const { code } = await images({ linux: BODY });
    const no = (what: string, why: string): string => `NotImplementedError('${what}: ${why}',)`;
    expect(realLines(`function which() { return "linux"; }\n${code}`)).to.deep.equal([
      `ValueError("I2C(0) doesn't exist",)`,
      `ValueError("SPI(1) doesn't exist",)`,
      no("OneWire", "the engine has none"),
      "ValueError('invalid pin: 4 has no ADC',)",
      no("PWM on pin 4 at 5000 Hz", "the Linux build has none"),
      no("WDT", "the engine has no watchdog"),
      no("machine.reset", "the Linux build has no reset"),
      no("machine.lightsleep", "this firmware has no ESP32.lightSleep"),
      no("machine.deepsleep", "this firmware has no ESP32.deepSleep"),
      "0 12",
      "3 1",
    ]);
  });
});
