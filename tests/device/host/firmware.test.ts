import { expect } from "chai";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadTarget } from "../../../src/host/compiler/boards.ts";
import { eraseCommand, esptoolCommand, findEsptool, runEsptool } from "../../../src/host/device/esptool.ts";
import { checkFirmware, olderThan } from "../../../src/host/device/firmware.ts";
import { readPartitions } from "../../../src/host/device/partitions.ts";
import { shellText } from "../../../src/host/device/shell.ts";
import { inTemporary, refusal } from "./support.ts";

const CHIPS = { esp32: 0, esp32c3: 5, esp32s3: 9 } as const;

function app(chip: keyof typeof CHIPS, bytes = 4096): Buffer {
  const image = Buffer.alloc(bytes, 1);
  image[0] = 0xe9;
  image.writeUInt16LE(CHIPS[chip], 12);
  return image;
}

function entry(label: string, type: number, offset: number, size: number): Buffer {
  const bytes = Buffer.alloc(32);
  bytes.writeUInt16BE(0xaa50);
  bytes[2] = type;
  bytes.writeUInt32LE(offset, 4);
  bytes.writeUInt32LE(size, 8);
  bytes.write(label, 12);
  return bytes;
}

const TABLE = Buffer.concat([
  entry("nvs", 1, 0x9000, 0x6000),
  entry("factory", 0, 0x10000, 0x180000),
  entry("storage", 1, 0x320000, 896 * 1024),
  Buffer.alloc(32, 0xff),
]);

/** A release of Espruino in a folder, or what takes the place of some of its files. */
function release(folder: string, files: Record<string, Buffer | undefined> = {}): string {
  const at = join(folder, "fw $(x); 'a'");
  mkdirSync(at);
  const all = {
    "bootloader.bin": app("esp32"),
    "partitions_espruino.bin": TABLE,
    "espruino_esp32.bin": app("esp32"),
    ...files,
  };
  for (const [name, bytes] of Object.entries(all)) if (bytes) writeFileSync(join(at, name), bytes);
  return at;
}

const esp32 = loadTarget("esp32").board!;
const esp32c3 = loadTarget("esp32c3").board!;

/** An esptool that writes down what it is called with, and what is in the files. */
const RECORDER = `#!/bin/sh
if [ "$1" = version ]; then echo "esptool.py v\${RECORDED_VERSION}"; exit 0; fi
for word in "$@"; do printf '%s\\n' "$word" >> "$RECORD"; if [ -f "$word" ]; then cksum < "$word" >> "$RECORD"; fi; done
echo "Writing at 0x00010000"
echo "A fatal error occurred: no serial data" >&2
exit "\${RECORDED_EXIT:-0}"
`;

async function withRecorder<T>(
  names: readonly string[],
  env: Record<string, string>,
  use: (record: string, folder: string) => Promise<T>,
): Promise<T> {
  return await inTemporary(async (folder) => {
    const bin = join(folder, "bin");
    mkdirSync(bin);
    for (const name of names) {
      writeFileSync(join(bin, name), RECORDER);
      chmodSync(join(bin, name), 0o755);
    }
    const record = join(folder, "record");
    const changed: Record<string, string> = { ...env, RECORD: record, PATH: `${bin}:/usr/bin:/bin` };
    const before = Object.fromEntries(Object.keys(changed).map((key) => [key, process.env[key]]));
    Object.assign(process.env, changed);
    try {
      return await use(record, folder);
    } finally {
      for (const [key, value] of Object.entries(before))
        if (value === undefined) Reflect.deleteProperty(process.env, key);
        else process.env[key] = value;
    }
  });
}

describe("Espruino's own firmware", () => {
  it("is found by the names of the releases, with the offsets of the board", async () => {
    await inTemporary(async (folder) => {
      const at = release(folder);
      expect(checkFirmware(at, esp32)).deep.equal([
        { offset: "0x1000", file: join(at, "bootloader.bin") },
        { offset: "0x8000", file: join(at, "partitions_espruino.bin") },
        { offset: "0x10000", file: join(at, "espruino_esp32.bin") },
      ]);
    });
    await inTemporary(async (folder) => {
      const files = { "partitions_espruino.bin": undefined, "partition-table.bin": TABLE };
      const c3 = { "bootloader.bin": app("esp32c3"), "espruino_esp32.bin": undefined };
      const at = release(folder, { ...files, ...c3, "espruino-esp32c3.bin": app("esp32c3") });
      expect(checkFirmware(at, esp32c3).map(({ offset }) => offset)).deep.equal(["0x0", "0x8000", "0x10000"]);
    });
  });

  const wrong: [what: string, files: Record<string, Buffer | undefined>, message: RegExp][] = [
    ["lacks the app", { "espruino_esp32.bin": undefined }, /lacks the app, espruino_esp32\.bin/],
    ["lacks the table", { "partitions_espruino.bin": undefined }, /lacks the partition table/],
    [
      "has two apps",
      { "espruino_2.bin": app("esp32") },
      /an unambiguous choice: espruino_2\.bin, espruino_esp32\.bin/,
    ],
    ["is no image", { "bootloader.bin": Buffer.alloc(99) }, /bootloader\.bin does not fit: .*\(0xE9\)/],
    ["is empty", { "bootloader.bin": Buffer.alloc(0) }, /does not fit: .*\(0xE9\)/],
    [
      "is for another chip",
      { "espruino_esp32.bin": app("esp32c3") },
      /it is for esp32c3, the ESP32 is esp32/,
    ],
    ["has no table", { "partitions_espruino.bin": Buffer.alloc(96) }, /no partition table/],
    ["has no app partition", { "partitions_espruino.bin": TABLE.subarray(0, 32) }, /no app at 0x10000/],
    [
      "is larger than its partition",
      { "espruino_esp32.bin": app("esp32", 0x180001) },
      /it has 1572865 bytes, the partition "factory" 1572864/,
    ],
    ["has a loader that is too long", { "bootloader.bin": app("esp32", 0x7001) }, /is room for 28672/],
    [
      "has no room for programs",
      { "partitions_espruino.bin": TABLE.subarray(0, 64) },
      /covers the 917504 bytes of Storage/,
    ],
  ];
  for (const [what, files, message] of wrong)
    it(`that ${what} is refused, with the place to get it`, async () => {
      await inTemporary(async (folder) => {
        const at = release(folder, files);
        const error = await refusal((async () => checkFirmware(at, esp32))());
        expect(error.message).match(message);
        expect(error.message).match(
          /download Espruino 2v29 for the ESP32 from https:\/\/www\.espruino\.com\/Download/,
        );
      });
    });

  it("that is not there, or is for a board without esptool, is refused", async () => {
    const check = (folder: string, name: string) =>
      refusal((async () => checkFirmware(folder, loadTarget(name).board!))());
    expect((await check("/nowhere", "esp32")).message).match(/^\/nowhere lacks everything: it is no folder/);
    expect((await check("/nowhere", "rp2040-pico")).message).match(/BOOTSEL/);
  });

  it("has partitions as Espressif describes them", () => {
    expect(readPartitions(TABLE)).deep.equal([
      { label: "nvs", type: 1, offset: 0x9000, size: 0x6000 },
      { label: "factory", type: 0, offset: 0x10000, size: 0x180000 },
      { label: "storage", type: 1, offset: 0x320000, size: 917504 },
    ]);
    expect(readPartitions(TABLE.subarray(0, 40))).lengthOf(1);
  });

  for (const { names, version, words } of [
    {
      names: ["esptool"],
      version: "5.0.2",
      words: ["default-reset", "hard-reset", "write-flash", "--flash-mode"],
    },
    {
      names: ["esptool.py"],
      version: "4.8.1",
      words: ["default_reset", "hard_reset", "write_flash", "--flash_mode"],
    },
    {
      names: ["esptool", "esptool.py"],
      version: "4.7",
      words: ["default_reset", "hard_reset", "write_flash", "--flash_mode"],
    },
  ])
    it(`is flashed by ${names.join(" or ")} ${version} in its own words, with these files`, async () => {
      await withRecorder(names, { RECORDED_VERSION: version }, async (record, folder) => {
        const at = release(folder);
        const port = "/dev/tty $(touch x)";
        const tool = await findEsptool();
        expect(tool).deep.equal({ command: [names[0]], version: Number(version[0]) });
        const command = esptoolCommand(tool, esp32, port, checkFirmware(at, esp32));
        let said = "";
        await runEsptool(command, (text) => (said += text), "again");
        expect(said).match(/Writing at/);
        const lines = readFileSync(record, "utf8").trim().split("\n");
        const [before, after, write, mode] = words;
        const freq = mode.replace("mode", "freq");
        const size = mode.replace("mode", "size");
        expect(lines.slice(0, 17)).deep.equal([
          ...["--chip", "esp32", "--port", port, "--baud", "921600"],
          ...["--before", before, "--after", after, write],
          ...[mode, "dio", freq, "40m", size, "detect"],
        ]);
        const [offset1, loader, sum1, offset2, , , offset3, program, sum3] = lines.slice(17);
        expect([offset1, offset2, offset3]).deep.equal(["0x1000", "0x8000", "0x10000"]);
        expect([loader, program]).deep.equal([join(at, "bootloader.bin"), join(at, "espruino_esp32.bin")]);
        expect(sum1)
          .match(/^\d+ 4096$/)
          .and.equal(sum3);
        expect(existsSync(join(folder, "x"))).equal(false);
      });
    });

  it("that cannot be flashed is told with the last that esptool said", async () => {
    await withRecorder(["esptool"], { RECORDED_VERSION: "5.1", RECORDED_EXIT: "2" }, async () => {
      const error = await refusal(runEsptool(["esptool", "x"], () => undefined, "npx again"));
      expect(error.message).match(/exit code 2, ".+"/);
      expect(error.message).match(/hold BOOT .*send it again: npx again/);
    });
    await withRecorder([], { PATH_ONLY: "1" }, async (_record, folder) => {
      process.env.PATH = join(folder, "bin");
      expect((await refusal(findEsptool())).message).match(
        /^esptool is not installed\n.*pip install esptool/,
      );
    });
  });

  it("has its Storage erased by its place and length", () => {
    const command = eraseCommand(
      { command: ["python3", "-m", "esptool"], version: 4 },
      esp32c3,
      "/dev/ttyACM0",
    );
    expect(shellText(command)).equal(
      "python3 -m esptool --chip esp32c3 --port /dev/ttyACM0 --baud 460800 --before default_reset --after hard_reset " +
        "erase_region 0x320000 0xe0000",
    );
  });

  it("has versions that are compared by number", () => {
    expect(olderThan("2v13", "2v14")).equal(true);
    expect(olderThan("2v9", "2v14")).equal(true);
    expect(olderThan("2v14.277", "2v14")).equal(false);
    expect(olderThan("3v01", "2v29")).equal(false);
    expect(olderThan("a build of mine", "2v14")).equal(false);
  });
});

describe("a command that is shown", () => {
  it("can be pasted into a shell, whatever is in it", () => {
    expect(shellText(["a", "b c", "it's", "$(x)", ";", ""])).equal(`a 'b c' 'it'\\''s' '$(x)' ';' ''`);
  });
});
