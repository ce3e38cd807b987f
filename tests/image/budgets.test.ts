import { expect } from "chai";
import { join } from "node:path";
import { budget, readBudgets } from "../../src/host/compiler/budgets.ts";
import { inFolder } from "../compiler/support.ts";

describe("budgets", () => {
  it("are read from package.json by name", async () => {
    await inFolder({ "package.json": '{"budgets":{"gather":3000}}' }, (folder) => {
      const file = join(folder, "package.json");
      expect(readBudgets(file)).deep.equal({ gather: 3000 });
      expect(budget("gather", file)).equal(3000);
      expect(() => budget("other", file)).throws('no budget "other"');
    });
  });
});
