import { expect } from "chai";
import { loadTarget } from "../../../src/host/compiler/boards.ts";
import { boardCalled, checkKind } from "../../../src/host/device/kind.ts";
import { DeviceError } from "../../../src/host/device/troubles.ts";

describe("what a board calls itself", () => {
  const kinds: Record<string, string | undefined> = {
    ESP32: "esp32",
    ESP32_IDF4: "esp32",
    ESP32C3_IDF4: "esp32c3",
    ESP32S3_IDF4: "esp32s3",
    RP2040: "rp2040-pico",
    PICO_R1_3: "rp2040-pico",
    ESP32C6: undefined,
    LINUX: undefined,
    BANGLEJS2: undefined,
  };
  for (const [name, kind] of Object.entries(kinds))
    it(`tells of ${name} that it is ${kind ?? "none that there is a file for"}`, () => {
      expect(boardCalled(name)?.name).equal(kind);
    });

  it("has an image for another one refused, and the right one named", () => {
    const esp32 = loadTarget("esp32").board!;
    expect(() => checkKind("ESP32C3_IDF4", esp32, "/dev/ttyUSB0")).throws(
      DeviceError,
      "the board on /dev/ttyUSB0 calls itself ESP32C3_IDF4, the image is for ESP32\n    take --board esp32c3",
    );
    expect(() => checkKind("ESP32C6", esp32, "p")).throws(/no board file for it; there are esp32, esp32c3, /);
    for (const name of ["ESP32", "ESP32_IDF4", "LINUX", "BANGLEJS2"]) checkKind(name, esp32, "p");
    checkKind("PICO_R1_3", loadTarget("rp2040-pico").board!, "p");
  });
});
