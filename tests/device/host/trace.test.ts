import { expect } from "chai";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, writeImage, type BuildResult } from "../../../src/host/compiler/index.ts";
import { readImage } from "../../../src/host/device/image_file.ts";
import { TraceDecoder } from "../../../src/host/device/trace.ts";
import { start } from "../../../src/host/device/start.ts";
import { AGAIN, ESPRUINO, inTemporary, real, refusal, send, simulated, type Rig } from "./support.ts";

const PROGRAM = `import * as asyncio from "asyncio";

function readSensor(pin: number): number {
  if (pin > 3) throw new Error("no sensor");
  return pin;
}

class Meter {
  total = 0;
  measure(pin: number): void {
    this.total += readSensor(pin);
  }
}

async function main(): Promise<void> {
  const meter = new Meter();
  for (let pin = 3; pin < 6; pin++) {
    meter.measure(pin);
    await asyncio.sleep_ms(0);
  }
}

asyncio.run(main());
`;

describe("a stack trace of the board", () => {
  let result: BuildResult;

  before(async () => {
    result = await inTemporary(async (folder) => {
      writeFileSync(join(folder, "app.ts"), PROGRAM);
      return await build({ entry: join(folder, "app.ts"), typecheck: false });
    });
  });

  /** Starts the program on a board that it raises on; the message, decoded. */
  async function raised(rig: Rig): Promise<string> {
    try {
      await send(rig, Buffer.from(result.code, "latin1"));
      const decoder = new TraceDecoder(result.map);
      return (
        await refusal(
          start(rig.console, { ram: false, command: AGAIN, decode: (text) => decoder.lines(text) }),
        )
      ).message;
    } finally {
      await rig.close();
    }
  }

  const TRACE = [
    "no sensor",
    "at readSensor (app.ts:4:",
    "at Meter.measure (app.ts:11:",
    "at main (app.ts:18:",
    "uasyncio/src/kernel/scheduler.ts:",
  ];

  function expectTrace(message: string): void {
    const places = TRACE.map((text) => message.indexOf(text));
    expect(places, message).deep.equal([...places].sort((a, b) => a - b));
    expect(places, message).not.include(-1);
    expect(message).not.include(".bootcde");
  }

  it("names the user's files, lines and functions, on the simulated board", async () =>
    expectTrace(await raised(simulated())));

  it("names them on real Espruino", async function () {
    if (!ESPRUINO) return this.skip();
    await inTemporary(async (folder) => expectTrace(await raised(await real(folder))));
  });

  it("is known in the form of older firmware, too", () => {
    const decoder = new TraceDecoder(result.map);
    const column = result.code.indexOf("no sensor") + 1;
    expect(decoder.line(` at line 1 col ${column} in .bootcde`)).match(/^ at readSensor \(app\.ts:4:\d+\)$/);
    expect(decoder.line(`in function "q" called from line 1 col ${column} in .bootcde`)).match(
      /^at readSensor \(app/,
    );
    expect(decoder.line(`    at f (.bootcde:0:${column})`)).match(/^ {4}at readSensor \(app/);
  });

  it("leaves all other lines as they are", () => {
    const decoder = new TraceDecoder(result.map);
    for (const line of [
      "",
      "at 12:30 it rained",
      "    at f (other.js:1:20)",
      "at line 5",
      "Uncaught Error: at x:1:2 y",
    ])
      expect(decoder.line(line)).equal(line);
  });

  it("is decoded with the map that lies beside the image", async () => {
    await inTemporary(async (folder) => {
      const file = join(folder, "it's.js");
      writeImage(result, file);
      const image = readImage(file);
      expect(image.bytes.length).equal(result.code.length);
      expect(image.decoder).instanceOf(TraceDecoder);
    });
  });
});
