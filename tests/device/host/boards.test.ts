import { expect } from "chai";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { flash } from "../../../src/host/device/flash.ts";
import { resetBoard, restore } from "../../../src/host/device/restore.ts";
import { DeviceError } from "../../../src/host/device/troubles.ts";
import type { DeviceOptions } from "../../../src/host/sim/console/index.ts";
import { direct, IMAGE, inTemporary, refusal, simulated } from "./support.ts";

const QUICK = { answer: 500, interrupt: 150, slow: 3000 };

/** Flashes an image onto a board of this kind; what was said, and what is stored then. */
async function attempt(
  options: DeviceOptions,
  image: Uint8Array = IMAGE,
): Promise<{ said: string; error: DeviceError | undefined; stored: Buffer | undefined }> {
  // Where nothing ever answers, there is no need to wait long: but for the loader's next word, which comes in half a second.
  const wait = options.noFirmware === "loader" ? 250 : 40;
  const short = { answer: wait, interrupt: wait / 2, slow: 2 * wait };
  const patience = options.noFirmware || options.resetEvery ? short : QUICK;
  // A loop that never ends is found out by its time.
  const busyAfter = `${String(options.storage?.[".bootcde"])}${Buffer.from(image).toString()}`.includes(LOOP)
    ? 150
    : 2000;
  const rig = simulated({ ...options, busyAfter }, {}, patience);
  let said = "";
  let error: DeviceError | undefined;
  try {
    await inTemporary(async (folder) => {
      const file = join(folder, "app.js");
      writeFileSync(file, image);
      await flash({
        ...{ file, board: "esp32", port: "/dev/ttyUSB0", ram: false, dryRun: false, terminal: false },
        ...{ out: (text: string) => (said += text), patience, send: direct },
        open: async () => rig.link,
      });
    });
  } catch (reason) {
    if (!(reason instanceof DeviceError)) {
      await rig.close();
      throw reason;
    }
    error = reason;
  }
  const stored = await rig.stored(".bootcde");
  await rig.close();
  return { said, error, stored };
}

const CRC = crc32(IMAGE).toString(16).padStart(8, "0");
const LOOP = "while(true){}";

describe("flashing a board", () => {
  const fine: [what: string, options: DeviceOptions][] = [
    ["that is empty", {}],
    ["that has another program", { storage: { ".bootcde": 'setInterval(function(){print("x")},500)' } }],
    [
      "that prints all the time",
      { storage: { ".bootcde": "setInterval(function(){print(Math.random())},1)" } },
    ],
    ["that sits in a tight loop", { storage: { ".bootcde": LOOP } }],
    ["whose timer sits in a tight loop", { storage: { ".bootcde": `setInterval(function(){${LOOP}},50)` } }],
    ["with a program that survives reset()", { storage: { ".bootrst": 'print("again")' } }],
    ["without flow control", { flowControl: false }],
    ["without a debugger", { debugger: false, storage: { ".bootcde": LOOP } }],
  ];
  for (const [what, options] of fine)
    it(`${what} succeeds`, async () => {
      const { said, error, stored } = await attempt(options);
      expect(error?.message).equal(undefined);
      expect(stored).deep.equal(IMAGE);
      expect(said).match(/^Espruino 2v29 on ESP32\nsending 934 bytes to \/dev\/ttyUSB0\n/);
      expect(said).match(
        new RegExp(
          `verified: the board has stored 934 bytes with CRC32 ${CRC}\\nrunning: \\d+ of 16383 JsVars`,
        ),
      );
    });

  it("that resets by itself succeeds or says what state it is in", async () => {
    const { error, stored } = await attempt({ resetEvery: 40_000, storage: { ".bootcde": "print(1)" } });
    if (!error) expect(stored).deep.equal(IMAGE);
    else expect(error.message).match(/send it again: npx uasyncio flash|restore|--firmware/);
  });

  const wrong: [what: string, options: DeviceOptions, id: string][] = [
    ["with old firmware", { firmware: { version: "2v13" } }, "old-firmware"],
    ["that says nothing", { noFirmware: "silent" }, "silent"],
    ["without firmware", { noFirmware: "loader" }, "no-firmware"],
    ["that sends noise", { noFirmware: "garbage" }, "no-firmware"],
  ];
  for (const [what, options, id] of wrong)
    it(`${what} is refused, and nothing is changed`, async () => {
      const { error, stored } = await attempt(options);
      expect(error?.id, error?.message).equal(id);
      expect(error?.message).match(/\n {4}.*--firmware DIR/);
      expect(stored).equal(undefined);
    });

  it("tells firmware without the hardware timer, and goes on", async () => {
    const { said, error } = await attempt({ firmware: { version: "2v20" } });
    expect(error).equal(undefined);
    expect(said).match(/2v29 and later have a hardware timer/);
  });

  it("with a program that never comes back says so, and how to get rid of it", async () => {
    const { error, stored } = await attempt({}, Buffer.from(LOOP));
    expect(error?.id).equal("not-up");
    expect(error?.message).match(/uasyncio restore --port \/dev\/ttyUSB0/);
    expect(stored?.toString()).equal(LOOP);
  });

  it("with a program that raises at once shows the trace", async () => {
    const { error } = await attempt({}, Buffer.from("function f(){throw new Error('no sensor')}f()"));
    expect(error?.id).equal("raised-at-start");
    expect(error?.message).match(/Error: no sensor\n {6} +at f \(\.bootcde:1:/);
  });

  it("is stopped by ctrl-C with the state of the board", async () => {
    const rig = simulated({ storage: { ".bootcde": "print(1)" } }, {}, QUICK);
    const controller = new AbortController();
    const error = await inTemporary(async (folder) => {
      const file = join(folder, "app.js");
      writeFileSync(file, IMAGE);
      const done = flash({
        ...{ file, board: "esp32", port: "p", ram: false, dryRun: false, terminal: false },
        ...{ patience: QUICK, signal: controller.signal, open: async () => rig.link },
        out: () => undefined,
        send: async (program, feeder) => {
          await feeder.take(Buffer.from(program.slice(0, 700)));
          controller.abort();
          await feeder.take(Buffer.from(program.slice(700)));
        },
      });
      return await refusal(done);
    });
    expect(error).include({ id: "interrupted" });
    expect(error.message).match(/the board still has the program that it had.*npx uasyncio flash/);
    expect((await rig.stored(".bootcde"))?.toString()).equal("print(1)");
    await rig.close();
  });
});

describe("restoring a board", () => {
  for (const [what, program] of [
    ["a tight loop", LOOP],
    ["a timer that never ends", `setInterval(function(){${LOOP}},20)`],
    ["nothing", ""],
  ])
    it(`stops ${what}, and removes what starts by itself, but nothing else`, async () => {
      const storage: Record<string, string> = { data: "keep" };
      if (program) Object.assign(storage, { ".bootcde": program, ".boot1": "print(2)" });
      const rig = simulated({ storage, busyAfter: 150 }, {}, QUICK);
      expect(await restore(rig.console)).deep.equal(program ? [".boot1", ".bootcde"] : []);
      expect([...rig.device.board.storage.names()]).deep.equal(["data"]);
      await rig.close();
    });

  it("that does not answer tells of the button", async () => {
    const rig = simulated({ noFirmware: "silent" }, {}, { answer: 30, interrupt: 10, slow: 60 });
    expect((await refusal(restore(rig.console))).message).match(/hold BOOT while you press RESET/);
    await rig.close();
  });
});

describe("resetting a board", () => {
  it("starts the stored program anew, or none", async () => {
    const rig = simulated({ storage: { ".bootcde": 'print("started")' } }, {}, QUICK);
    let text = "";
    rig.console.onText = (more) => (text += more);
    expect(await resetBoard(rig.console, false)).equal("console");
    expect(text).match(/started/);
    text = "";
    await resetBoard(rig.console, true);
    expect(text).not.match(/started/);
    await rig.close();
  });
});
