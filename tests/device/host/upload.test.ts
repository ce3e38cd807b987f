import { expect } from "chai";
import { createContext, runInContext } from "node:vm";
import { crc32 } from "node:zlib";
import { start } from "../../../src/host/device/start.ts";
import { pieces, RECEIVER, STAGING, switchCode } from "../../../src/host/device/pieces.ts";
import { DeviceError } from "../../../src/host/device/troubles.ts";
import { stateOf, upload } from "../../../src/host/device/upload.ts";
import type { CableFaults } from "../../../src/host/sim/console/index.ts";
import {
  AGAIN,
  board,
  direct,
  ESPRUINO,
  IMAGE,
  inTemporary,
  OLD,
  real,
  refusal,
  send,
  simulated,
  type Rig,
} from "./support.ts";

/** Sends with a cable that counts. */
async function cleanUpload(): Promise<number> {
  let bytes = 0;
  const rig = simulated({ storage: { ".bootcde": OLD } });
  const write = rig.link.write.bind(rig.link);
  rig.link.write = (data) => ((bytes += data.length), write(data));
  await send(rig);
  await rig.close();
  return bytes;
}

function name(stored: Buffer | undefined): string {
  if (!stored) return "none";
  if (stored.equals(OLD)) return "old";
  if (stored.equals(IMAGE)) return "new";
  // One letter and then nothing: Espruino refuses it before it runs anything.
  return stored[1] === 0xff ? "refused" : "CORRUPT";
}

describe("an upload", () => {
  it("stores exactly the bytes that were sent, in the place of the old program, and leaves nothing behind", async () => {
    const rig = simulated({ storage: { ".bootcde": OLD, ".bootrst": "print(1)", keep: "me" } });
    const { crc, repeated } = await send(rig);
    expect(await rig.stored(".bootcde")).deep.equal(IMAGE);
    expect(crc).equal(crc32(IMAGE));
    expect(repeated).equal(0);
    expect([...rig.device.board.storage.names()].sort()).deep.equal([".bootcde", "keep"]);
    const { text, memory } = await start(rig.console, { ram: false, command: AGAIN });
    expect(text).match(/^new 3/m);
    expect(memory.usage).within(1, memory.total);
    await rig.close();
  });

  for (const length of [1, 2, 4, 5, 192, 193])
    it(`carries ${length} byte${length === 1 ? "" : "s"}`, async () => {
      const rig = simulated();
      const image = Buffer.alloc(length, ";");
      await send(rig, image);
      expect(await rig.stored(".bootcde")).deep.equal(image);
      await rig.close();
    });

  it("runs from memory with --ram, and a reset brings back what was there", async () => {
    const rig = simulated({ storage: { ".bootcde": OLD } });
    await send(rig, IMAGE, true);
    const { text } = await start(rig.console, { ram: true, command: AGAIN });
    expect(text).match(/^new 3/m);
    expect(await rig.stored(".bootcde")).deep.equal(OLD);
    expect([...rig.device.board.storage.names()]).deep.equal([".bootcde"]);
    await rig.close();
  });

  it("is refused when the board has no room for the new program beside the old one", async () => {
    const rig = simulated({ storage: { ".bootcde": OLD, big: "x".repeat(917504 - 1500) } });
    const error = await refusal(send(rig));
    expect(error.message).match(
      /^the image has 9\d\d bytes; the upload needs \d+ of Storage, \d+ are free\n/,
    );
    expect(await rig.stored(".bootcde")).deep.equal(OLD);
    await rig.close();
  });

  it("starts the program again that was stopped for nothing", async () => {
    const full = simulated({ storage: { ".bootcde": OLD, big: "x".repeat(917504 - 1500) } });
    const wrong = simulated({ storage: { ".bootcde": OLD } });
    for (const [rig, id] of [
      [full, "storage-full"],
      [wrong, "old-firmware"],
    ] as const) {
      const { console } = rig;
      await console.attend();
      let text = "";
      console.onText = (more) => (text += more);
      const check = async () => {
        if (rig === wrong)
          throw new DeviceError("old-firmware", { version: "2v01", minimum: "2v14", port: "p" });
      };
      const all = { console, image: IMAGE, board, ram: false, command: AGAIN, send: direct, check };
      expect(await refusal(upload(all))).include({ id });
      await console.settle();
      expect(text).match(/\bold\r/);
      await rig.close();
    }
  });

  describe("over a cable that is pulled", () => {
    let total: number;
    before(async () => (total = await cleanUpload()));

    for (let tenth = 0; tenth < 10; tenth++)
      for (const cutMode of ["close", "silent"] as const)
        it(`after ${tenth} tenths (${cutMode}) leaves a whole program, and says which`, async () => {
          const faults = { cutAfter: Math.floor((total * tenth) / 10) + 1, cutMode };
          await pulled(faults);
        });

    it("while the programs are changed leaves the old or the new one, and says so", async () => {
      const states = new Set<string>();
      for (let at = total - 2200; at < total; at += 200) states.add(await pulled({ cutAfter: at }));
      expect([...states].sort()).deep.equal(["new", "old"]);
    });

    /** Sends until the cable is pulled; gives what is stored then. */
    async function pulled(faults: CableFaults): Promise<string> {
      const rig = simulated({ storage: { ".bootcde": OLD } }, faults);
      const error = await refusal(send(rig));
      // An end is noticed at once, silence by the time limits.
      expect(rig.clock.now()).below(faults.cutMode === "silent" ? 60_000 : 1000);
      const state = name(await rig.stored(".bootcde"));
      await rig.close();
      if (!(error instanceof DeviceError)) throw error;
      expect(error.id).oneOf(["upload-failed", "silent", "no-answer"]);
      if (error.id === "upload-failed") expect(error.message).include(AGAIN);
      const told = error.id === "upload-failed" ? error.values.state : stateOf("untouched");
      if (told === stateOf("switching")) expect(state).oneOf(["old", "new"]);
      else expect(state).equal(told === stateOf("stored") ? "new" : "old");
      return state;
    }
  });

  it("that loses power anywhere in the change of programs leaves the old, none, or the new one", () => {
    const seen: string[] = [];
    const steps = changeSteps(IMAGE, Infinity).steps;
    for (let power = 0; power <= steps; power++) seen.push(name(changeSteps(IMAGE, power).bootcde));
    expect(seen[0]).equal("old");
    expect(seen.at(-1)).equal("new");
    expect(seen).not.include("CORRUPT");
    expect(seen.filter((one) => one === "new")).lengthOf(1);
  });

  it("cuts an image into lines of plain ASCII that fit the console", () => {
    const all = pieces(Buffer.from(Array.from({ length: 1000 }, (_, i) => i & 255)));
    for (const { line } of all) expect(line).match(/^[\x20-\x7e]{1,300}$/);
    expect(all.reduce((sum, { length }) => sum + length, 0)).equal(1000);
  });
});

/**
 * Runs the change of programs on a Storage as the firmware's is, of which each write happens in steps of a few bytes, and which loses
 * power after some of them: the header of a file comes first, and what has not been written reads 0xff.
 */
function changeSteps(image: Buffer, power: number): { bootcde: Buffer | undefined; steps: number } {
  const files = new Map<string, Buffer>([
    [".bootcde", OLD],
    [STAGING, Buffer.concat([Buffer.from("\n"), image])],
  ]);
  let steps = 0;
  const step = () => {
    if (steps++ >= power) throw new Error("power lost");
  };
  const storage = {
    read: (file: string, at = 0, length = 0) =>
      files
        .get(file)
        ?.subarray(at, length ? at + length : undefined)
        .toString("latin1"),
    erase(file: string) {
      step();
      files.delete(file);
    },
    write(file: string, text: string, at: number, size = 0) {
      const data = Buffer.from(text, "latin1");
      if (at === 0) {
        step();
        files.set(file, Buffer.alloc(size || data.length, 0xff));
      }
      for (let done = 0; done < data.length; done += 16) {
        step();
        data.copy(files.get(file)!, at + done, done, done + 16);
      }
    },
  };
  try {
    runInContext(switchCode(image.length), createContext({ require: () => storage, Math }));
  } catch (error) {
    if ((error as Error).message !== "power lost") throw error;
  }
  return { bootcde: files.get(".bootcde"), steps };
}

describe("an upload to real Espruino", () => {
  before(function () {
    if (!ESPRUINO) this.skip();
  });

  async function onReal(use: (rig: Rig) => Promise<void>, faults = {}): Promise<void> {
    await inTemporary(async (folder) => {
      const rig = await real(folder, faults);
      try {
        await use(rig);
      } finally {
        await rig.close();
      }
    });
  }

  it("stores exactly what was sent, starts it, and takes it from memory, too", () =>
    onReal(async (rig) => {
      await send(rig);
      const { text } = await start(rig.console, { ram: false, command: AGAIN });
      expect(text).match(/new 3/);
      await send(rig, IMAGE, true);
      expect((await start(rig.console, { ram: true, command: AGAIN })).text).match(/new 3/);
      const stored = await rig.console.ask(`btoa(require("Storage").read(".bootcde"))`);
      expect(Buffer.from(stored as string, "base64")).deep.equal(IMAGE);
    }));

  it("gets through a line that flips, drops and doubles bytes", () =>
    onReal(
      async (rig) => {
        await send(rig);
        // Read past the bad line.
        expect(await rig.stored(".bootcde")).deep.equal(IMAGE);
      },
      { flip: 3e-4, drop: 3e-4, double: 3e-4, seed: 3 },
    ));

  it("refuses a program that is not wholly written before it runs anything of it", () =>
    onReal(async (rig) => {
      await rig.console.breakIn();
      const image = 'a();function a(){print("ran")}';
      const stop = switchCode(image.length).split(";").slice(0, -2).join(";");
      await rig.console.ask("1", {
        prepare: `global.${RECEIVER}=1;var t=${JSON.stringify(`\n${image}`)};require("Storage").write("${STAGING}",t);${stop}`,
      });
      const { text } = await start(rig.console, { ram: false, command: AGAIN }).catch((error: unknown) => ({
        text: (error as Error).message,
      }));
      expect(text).match(/Uncaught (SyntaxError: Got \[ERASED\]|ReferenceError: "a" is not defined)/);
      expect(text).not.match(/ran/);
    }));
});
