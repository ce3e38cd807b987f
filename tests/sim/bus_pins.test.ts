import { expect } from "chai";
import { lines } from "./support.ts";

/** What statements end in, each as text. */
function attempts(...statements: string[]): string[] {
  const calls = statements.map((text) => `attempt(function () { ${text}; });`).join("\n");
  return lines(`function attempt(f) { try { f(); print("ok"); } catch (e) { print(e.message); } }\n${calls}`);
}

describe("the pins of a bus", () => {
  it("are nobody else's", () => {
    const taken = "in use as I2C1 (SDA): it cannot be anything else";
    expect(
      attempts(
        "I2C1.setup({ scl: D22, sda: D21 })",
        "D21.set()",
        "SPI1.setup({ sck: D14, mosi: D21, miso: D12 })",
        "new OneWire(D21)",
        "I2C2.setup({ scl: D16, sda: D21 })",
        "I2C1.setup({ scl: D22, sda: D21, bitrate: 50000 })",
      ),
    ).to.deep.equal(["ok", `D21 is ${taken}`, `D21 is ${taken}`, `D21 is ${taken}`, `D21 is ${taken}`, "ok"]);
    expect(attempts("SPI1.setup()", "D14.set()", "new OneWire(D4)", "D4.set()")).to.deep.equal([
      "ok",
      "D14 is in use as SPI1 (SCK): it cannot be anything else",
      "ok",
      "D4 is in use as a 1-Wire bus: it cannot be anything else",
    ]);
  });

  it("are free once it is set up on others", () => {
    const all = [
      "I2C1.setup({ scl: D22, sda: D21 })",
      "I2C1.setup({ scl: D18, sda: D19 })",
      "D21.set()",
      "D22.set()",
    ];
    expect(attempts(...all)).to.deep.equal(["ok", "ok", "ok", "ok"]);
  });

  it("are the ones that it had if it cannot have others", () => {
    expect(
      attempts(
        "I2C1.setup({ scl: D22, sda: D21 })",
        "I2C1.setup({ scl: D18, sda: D34 })",
        "D18.set()",
        "D21.set()",
        "I2C1.setup({ scl: D19, sda: D23, bitrate: 1 })",
        "D23.set()",
      ),
    ).to.deep.equal([
      "ok",
      "D34 is input only: it cannot drive an I2C bus",
      "ok",
      "D21 is in use as I2C1 (SDA): it cannot be anything else",
      "Invalid I2C bitrate",
      "ok",
    ]);
  });
});
