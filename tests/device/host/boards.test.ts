import { expect } from "chai";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { flash, type Flashed, type FlashOptions } from "../../../src/host/device/flash.ts";
import { resetBoard, restore } from "../../../src/host/device/restore.ts";
import { DeviceError } from "../../../src/host/device/troubles.ts";
import type { CableFaults, DeviceOptions } from "../../../src/host/sim/console/index.ts";
import { PATIENCE } from "../../../src/host/device/console.ts";
import { printsOf } from "../support/listening.ts";
import { LOOP_FOUND } from "../support/loops.ts";
import { direct, IMAGE, inTemporary, refusal, simulated, type Rig } from "./support.ts";

/** How long boards have been on before anything is asked of them, in ms. */
const ON_FOR = 200;
/** When a board is given up, in ms: it is asked once, and twice more after each of four ctrl-C. */
const GIVEN_UP = 9 * PATIENCE.answer + 4 * PATIENCE.interrupt;
/** When nothing more comes of a program that has been started again, in ms. */
const SETTLED = PATIENCE.answer / 15;
/** Longest time for a board that is never asked in vain, and for one that is so once, before a ctrl-C, in ms. */
const LISTENS = PATIENCE.answer;
const INTERRUPTED = LISTENS + PATIENCE.answer + PATIENCE.interrupt;

async function flashOnto(
  { link }: Rig,
  options: Partial<FlashOptions> = {},
  image: Uint8Array = IMAGE,
): Promise<Flashed | undefined> {
  return await inTemporary(async (folder) => {
    const file = join(folder, "app.js");
    writeFileSync(file, image);
    return await flash({
      ...{ file, board: "esp32", port: link.name, ram: false, dryRun: false, terminal: false },
      ...{ out: () => undefined, send: direct, open: async () => link, ...options },
    });
  });
}

interface Attempt {
  said: string;
  error: DeviceError | undefined;
  stored: Buffer | undefined;
  /** What the new program has printed until flashing was over. */
  printed: string | undefined;
  /** In ms of the board's time. */
  took: number;
}

/** Flashes an image onto a board of this kind; what was said, and what is stored then. */
async function attempt(
  options: DeviceOptions,
  faults: CableFaults = {},
  image: Uint8Array = IMAGE,
): Promise<Attempt> {
  const programs = `${String(options.storage?.[".bootcde"])}${Buffer.from(image).toString()}`;
  const rig = simulated({ ...(programs.includes(LOOP) && { busyAfter: LOOP_FOUND }), ...options }, faults);
  rig.clock.pass(ON_FOR);
  let said = "";
  let error: DeviceError | undefined;
  let printed: string | undefined;
  try {
    printed = (await flashOnto(rig, { out: (text) => (said += text) }, image))?.printed;
  } catch (reason) {
    if (!(reason instanceof DeviceError)) {
      await rig.close();
      throw reason;
    }
    error = reason;
  }
  const took = rig.clock.now() - ON_FOR;
  const stored = await rig.stored(".bootcde");
  await rig.close();
  return { said, error, stored, printed, took };
}

const CRC = crc32(IMAGE).toString(16).padStart(8, "0");
const LOOP = "while(true){}";

describe("flashing a board", () => {
  const fine: [what: string, options: DeviceOptions, faults?: CableFaults][] = [
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
    ["at the speed of a serial port", { storage: { ".bootcde": 'print("old")' } }, { baud: 115_200 }],
    ["without a debugger", { debugger: false, storage: { ".bootcde": LOOP } }],
  ];
  for (const [what, options, faults] of fine)
    it(`${what} succeeds`, async () => {
      const { said, error, stored, printed, took } = await attempt(options, faults);
      expect(error?.message).equal(undefined);
      expect(stored).deep.equal(IMAGE);
      expect(printed).match(/new 3\r\n/);
      expect(said).match(/^Espruino 2v29 on ESP32\nsending 934 bytes to \/dev\/ttyUSB0\n/);
      expect(said).match(
        new RegExp(
          `verified: the board has stored 934 bytes with CRC32 ${CRC}\\nrunning: \\d+ of 16383 JsVars`,
        ),
      );
      const loops = String(options.storage?.[".bootcde"]).includes(LOOP);
      expect(took).below(loops ? INTERRUPTED : LISTENS);
    });

  for (const every of [40, 85, 95, 310])
    it(`that resets by itself every ${every} ms succeeds or says what state it is in`, async () => {
      const old = "print(1)";
      const { error, stored } = await attempt({ resetEvery: every * 1000, storage: { ".bootcde": old } });
      if (!error) return expect(stored).deep.equal(IMAGE);
      expect(error.message).match(/send it again: npx uasyncio flash|restore|--firmware/);
      expect(stored?.toString("latin1")).oneOf([old, IMAGE.toString("latin1"), undefined]);
    });

  const wrong: [what: string, options: DeviceOptions, id: string, after: number][] = [
    ["with old firmware", { firmware: { version: "2v13" } }, "old-firmware", SETTLED],
    ["that says nothing", { noFirmware: "silent" }, "silent", GIVEN_UP],
    ["without firmware", { noFirmware: "loader" }, "no-firmware", GIVEN_UP],
    ["that sends noise", { noFirmware: "garbage" }, "no-firmware", GIVEN_UP],
  ];
  for (const [what, options, id, after] of wrong)
    it(`${what} is refused, and nothing is changed`, async () => {
      const { error, stored, took } = await attempt(options);
      expect(took).equal(after);
      expect(error?.id, error?.message).equal(id);
      expect(error?.message).match(/\n {4}.*--firmware DIR/);
      expect(stored).equal(undefined);
    });

  it("of another kind is refused, and goes on with its program", async () => {
    const rig = simulated({ board: "esp32c3", storage: { ".bootcde": 'print("started")' } });
    const printed = printsOf(rig.device.board);
    const error = await refusal(flashOnto(rig));
    expect(error).instanceOf(DeviceError).include({ id: "wrong-board" });
    expect(error.message).match(/calls itself ESP32C3, the image is for ESP32\n {4}take --board esp32c3$/);
    expect((await rig.stored(".bootcde"))?.toString()).equal('print("started")');
    expect(printed.at(-1)).equal("started");
    await rig.close();
  });

  it("tells firmware without the hardware timer, and goes on", async () => {
    const { said, error } = await attempt({ firmware: { version: "2v20" } });
    expect(error).equal(undefined);
    expect(said).match(/2v29 and later have a hardware timer/);
  });

  it("with a program that never comes back says so, and how to get rid of it", async () => {
    const { error, stored, took } = await attempt({}, {}, Buffer.from(LOOP));
    expect(took).within(PATIENCE.slow, PATIENCE.slow + LISTENS);
    expect(error?.id).equal("not-up");
    expect(error?.message).match(/uasyncio restore --port \/dev\/ttyUSB0/);
    expect(stored?.toString()).equal(LOOP);
  });

  it("with a program that raises at once shows the trace", async () => {
    const { error } = await attempt(
      {},
      {},
      Buffer.from("function f(){throw new Error('no sensor \\xc3\\xa4')}f()"),
    );
    expect(error?.id).equal("raised-at-start");
    expect(error?.message).match(/^the program is stored and verified; it raised/);
    expect(error?.message).match(/Error: no sensor ä\n {6} +at f \(\.bootcde:1:/);
  });

  it("stops its program once", async () => {
    const rig = simulated();
    let sent = "";
    const write = rig.link.write.bind(rig.link);
    rig.link.write = (data) => ((sent += Buffer.from(data).toString("latin1")), write(data));
    await flashOnto(rig);
    expect(sent.split("clearInterval()")).lengthOf(2);
    await rig.close();
  });

  it("is stopped by ctrl-C with the state of the board", async () => {
    const rig = simulated({ storage: { ".bootcde": "print(1)" } });
    const controller = new AbortController();
    const error = await refusal(
      flashOnto(rig, {
        signal: controller.signal,
        send: async (program, feeder) => {
          await feeder.take(Buffer.from(program.slice(0, 700)));
          controller.abort();
          await feeder.take(Buffer.from(program.slice(700)));
        },
      }),
    );
    expect(error).include({ id: "interrupted" });
    expect(error.message).match(/the board still has the program that it had.*npx uasyncio flash/);
    expect((await rig.stored(".bootcde"))?.toString()).equal("print(1)");
    await rig.close();
  });

  it("is stopped by ctrl-C, or ends with the connection, before the board has answered, too", async () => {
    const controller = new AbortController();
    const silent = simulated({ noFirmware: "silent" });
    silent.clock.after(3000, () => controller.abort());
    const stopped = await refusal(flashOnto(silent, { signal: controller.signal }));
    expect(stopped).include({ id: "interrupted" });
    expect(stopped.message).match(/nothing has been changed/);
    expect(silent.clock.now()).equal(3000);
    await silent.close();
    const gone = simulated({ noFirmware: "silent" });
    gone.clock.after(3000, () => gone.device.disconnect());
    const lost = await refusal(flashOnto(gone));
    expect(lost).include({ id: "upload-failed" });
    expect(lost.message).match(/the connection is lost[^]*nothing has been changed/);
    await gone.close();
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
      const rig = simulated({ storage, busyAfter: LOOP_FOUND });
      rig.clock.pass(ON_FOR);
      expect(await restore(rig.console)).deep.equal(program ? [".boot1", ".bootcde"] : []);
      expect([...rig.device.board.storage.names()]).deep.equal(["data"]);
      await rig.close();
    });

  it("that does not answer tells of the button", async () => {
    const rig = simulated({ noFirmware: "silent" });
    expect((await refusal(restore(rig.console))).message).match(/hold BOOT while you press RESET/);
    expect(rig.clock.now()).equal(GIVEN_UP);
    await rig.close();
  });
});

describe("resetting a board", () => {
  it("starts the stored program anew, or none", async () => {
    const rig = simulated({ storage: { ".bootcde": 'print("started")' } });
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
