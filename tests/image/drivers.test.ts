import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { budget } from "../../src/host/compiler/budgets.ts";
import { build } from "../../src/host/compiler/index.ts";

/** Those that neither compensate, nor parse, nor search: how a program makes one, and how it waits for it. */
const SIMPLE: Record<string, [make: string, wait: string]> = {
  BH1750: ["(new machine.I2C(0))", "read()"],
  SHT31: ["(new machine.I2C(0))", "read()"],
  MPU6050: ["(new machine.I2C(0))", "read()"],
  DHT11: ["(new machine.Pin(4))", "read()"],
  DHT22: ["(new machine.Pin(4))", "read()"],
  HCSR04: ["(new machine.Pin(25, machine.Pin.OUT), new machine.Pin(26, machine.Pin.IN))", "read()"],
  PIR: ["(new machine.Pin(27, machine.Pin.IN))", "wait_for_motion()"],
  RotaryEncoder: ["(new machine.Pin(18), new machine.Pin(19))", "wait_for_change()"],
  SoilProbe: ["(new machine.ADC(33), { dry_u16: 52000, wet_u16: 24000 })", "read()"],
  Thermistor: ["(new machine.ADC(32))", "read()"],
};

describe("sizes of drivers", () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), "uasyncio-drivers-"))));
  after(() => rmSync(folder, { recursive: true }));

  for (const [driver, [make, wait]] of Object.entries(SIMPLE))
    it(`${driver}, with what only drivers share, stays within the budget of a simple one`, async function () {
      const entry = join(folder, `${driver}.ts`);
      writeFileSync(
        entry,
        `import * as asyncio from "asyncio";
        import * as drivers from "drivers";
        import * as machine from "machine";
        asyncio.run(new drivers.${driver}${make}.${wait});`,
      );
      const { report } = await build({ entry, typecheck: false });
      const bytes = report.modules
        .filter(({ name }) => name.includes("src/drivers/"))
        .reduce((sum, module) => sum + module.bytes, 0);
      this.test!.title += `: ${bytes} bytes`;
      expect(bytes).to.be.within(100, budget("bytes_driver"));
    });
});
