import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BuildError } from "../../src/host/compiler/errors.ts";
import { imageBoard, readImage as readForDevice } from "../../src/host/device/image_file.ts";
import { DeviceError } from "../../src/host/device/troubles.ts";
import { readImage } from "../../src/host/sim/kit/image_file.ts";

const MAP = { version: 3, sources: ["app.ts"], names: [], mappings: "AAAA", x_uasyncio: { board: "esp32" } };

describe("an image with the map beside it", () => {
  let folder: string;
  let file: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "uasyncio-"));
    file = join(folder, "app.js");
    writeFileSync(file, "print(1)");
  });

  after(() => rmSync(folder, { recursive: true }));

  afterEach(() => rmSync(`${file}.map`, { force: true }));

  it("may be without", () => {
    expect(readImage(file)).deep.equal({ code: "print(1)", map: undefined });
    expect(readForDevice(file).decoder).equal(undefined);
    expect(imageBoard(file)).equal(undefined);
  });

  it("is read with it", () => {
    writeFileSync(`${file}.map`, JSON.stringify(MAP));
    expect(readImage(file)).deep.equal({ code: "print(1)", map: MAP });
    expect(readForDevice(file).decoder).not.equal(undefined);
    expect(imageBoard(file)).equal("esp32");
  });

  for (const [what, text, reason] of [
    ["cut short", JSON.stringify(MAP).slice(0, 40), /: .*JSON/],
    ["of something else", '{"name":"app"}', /: it lacks version, sources or mappings/],
    ["no object", "null", /: it lacks/],
  ] as const)
    it(`is refused where that is ${what}, with what to do`, () => {
      writeFileSync(`${file}.map`, text);
      const said = /app\.js\.map is no source map: .*build the image again, or remove its map/s;
      expect(() => readImage(file))
        .throw(BuildError, said)
        .with.property("message")
        .match(reason);
      for (const read of [readForDevice, imageBoard])
        expect(() => read(file))
          .throw(DeviceError, said)
          .include({ id: "not-an-image" });
    });

  it("is no image while it imports or exports", () => {
    writeFileSync(file, "export const a = 1;");
    expect(readImage(file)).equal(undefined);
    expect(() => readForDevice(file)).throw(DeviceError, "it has imports or exports");
  });
});
