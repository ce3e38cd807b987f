import { expect } from "chai";
import { join } from "node:path";
import { budget } from "../../src/host/compiler/budgets.ts";
import { build, imageBytes } from "../../src/host/compiler/index.ts";

const size = async (program: string): Promise<number> => {
  return imageBytes(await build({ entry: join(import.meta.dirname, program), typecheck: false })).length;
};

describe("image sizes", () => {
  it("gather's first listing for the ESP32 stays within its budget", async () => {
    expect(await size("gather_listing.ts")).to.be.within(1000, budget("bytes_gather"));
  });

  it("all of asyncio for the ESP32 stays within its budget", async () => {
    expect(await size("all_of_asyncio.ts")).to.be.within(1000, budget("bytes_asyncio"));
  });
});
