import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DeviceError, TROUBLES, troubleTable, type TroubleId } from "../../../src/host/device/troubles.ts";

const root = join(import.meta.dirname, "../../..");

describe("the trouble table", () => {
  it("of docs/flashing.md is the one in the code (troubleTable() writes it)", () => {
    const text = readFileSync(join(root, "docs/flashing.md"), "utf8");
    const table = /<!-- troubles -->\n\n([^]*?)\n\n<!-- \/troubles -->/.exec(text)?.[1];
    const plain = (markdown: string) => markdown.replace(/ +\|/g, " |").replace(/\| -+/g, "| ---");
    expect(plain(table ?? "")).equal(plain(troubleTable()));
  });

  it("has no message that the code never gives", () => {
    const folders = ["src/host/device", "src/host/cli", "src/host/on_device"].map((folder) =>
      join(root, folder),
    );
    const code = folders
      .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)))
      .filter((file) => file.endsWith(".ts") && !file.endsWith("troubles.ts"))
      .map((file) => readFileSync(file, "utf8"))
      .join("\n");
    for (const id of Object.keys(TROUBLES))
      expect(code, id).match(new RegExp(`DeviceError\\(\\s*"${id}"|wrong\\("${id}"`));
  });

  it("fills in what it says", () => {
    const { message } = new DeviceError("no-such-port", { port: "/dev/$(x)" });
    expect(message).equal(
      "there is no port /dev/$(x)\n    leave --port out to see what is plugged in; replug the cable",
    );
    const ids: TroubleId[] = Object.keys(TROUBLES) as TroubleId[];
    for (const id of ids) expect(TROUBLES[id].meaning, id).match(/^[A-Z].*\.$/);
  });
});
