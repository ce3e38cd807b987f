import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadTarget } from "../../src/host/compiler/index.ts";
import { BH1750, loadParts } from "../../src/host/sim/index.ts";
import { wiringPicture } from "../../src/host/wiring/picture.ts";

const root = join(import.meta.dirname, "../..");
const parts = join(root, "src/demos/parts");
const demos = readdirSync(parts)
  .filter((file) => file.endsWith(".json"))
  .map((file) => file.replace(".json", ""));

describe("wiring pictures", () => {
  it("are there for each demo with parts", () => {
    const pictures = readdirSync(join(root, "docs/wiring")).map((file) => file.replace(".svg", ""));
    expect(pictures.sort()).to.deep.equal(demos.sort());
  });

  for (const demo of demos)
    it(`that of ${demo} is what its parts say (else: npm run docs)`, () => {
      const { board, parts: list, named } = loadParts(join(parts, `${demo}.json`));
      const picture = wiringPicture(loadTarget(board!).board!, list, named);
      expect(readFileSync(join(root, "docs/wiring", `${demo}.svg`), "utf8")).to.equal(picture);
    });

  it("have a wire for each pin of a part, at the board's own pins", () => {
    const picture = wiringPicture(loadTarget("esp32").board!, [new BH1750({ i2c: 1 })]);
    const texts = [...picture.matchAll(/<text [^>]*>([^<]*)</g)].map(([, text]) => text);
    expect(texts.slice(1)).to.deep.equal([
      "BH1750, 0x23",
      "3V3",
      "VCC",
      "GND",
      "GND",
      "GPIO 22",
      "SCL",
      "GPIO 21",
      "SDA",
      "ADDR: to GND for 0x23, to 3V3 for 0x5c",
    ]);
  });
});
