import { expect } from "chai";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { cleanLine } from "../../../src/host/device/console_text.ts";
import { build, writeImage, type BuildResult } from "../../../src/host/compiler/index.ts";
import { readImage } from "../../../src/host/device/image_file.ts";
import { TraceDecoder } from "../../../src/host/device/trace.ts";
import { start } from "../../../src/host/device/start.ts";
import { DeviceError } from "../../../src/host/device/troubles.ts";
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

/** Ways to get into `check`, which raises; each line of `calls` is one. */
const MANY = `
function check(value: number): number {
  if (value > 3) throw new Error("too large: " + value);
  return value;
}

class Gauge {
  total = 0;
  add(value: number): void {
    this.total += check(value);
  }
  get level(): number {
    return check(this.total + 9);
  }
  each(values: number[]): void {
    values.forEach((value) => this.add(value));
  }
}

function twice(fn: (value: number) => number, value: number): number {
  return fn(value) + fn(value + 1);
}

const table = { find: (key: number) => check(key), nothing: undefined as unknown };
const calls: (() => unknown)[] = [
  () => new Gauge().add(7),
  () => new Gauge().each([1, 8]),
  () => new Gauge().level,
  () => twice(check, 3),
  () => twice((value) => check(value * 4), 3),
  () => {
    throw new Error("thrown here");
  },
  function named() {
    const text = "something before";
    return text + table.find(12);
  },
  () => (table.nothing as { of: number }).of,
  () => [5].map(check),
  () => check.call(undefined, 8),
  () => {
    const bound = check.bind(undefined, 11);
    return bound();
  },
];
`;

function compile(program: string): Promise<BuildResult> {
  return inTemporary(async (folder) => {
    writeFileSync(join(folder, "app.ts"), program);
    return await build({ entry: join(folder, "app.ts"), typecheck: false });
  });
}

describe("a stack trace of the board", () => {
  let result: BuildResult;

  before(async () => {
    result = await compile(PROGRAM);
  });

  /** Starts the program on a board that it raises on; the message, decoded. */
  async function raised(rig: Rig, ram: boolean): Promise<string> {
    try {
      await send(rig, Buffer.from(result.code, "latin1"), ram);
      const decoder = new TraceDecoder(result.map, result.code);
      return (
        await refusal(start(rig.console, { ram, command: AGAIN, decode: (text) => decoder.lines(text) }))
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

  for (const ram of [false, true]) {
    const where = ram ? " from memory" : "";

    it(`names the user's files, lines and functions, on the simulated board${where}`, async () => {
      const message = await raised(simulated(), ram);
      expectTrace(message);
      expect(message).match(
        new RegExp(`^the program is ${ram ? "in memory" : "stored"} and verified; it raised`),
      );
    });

    it(`names them on real Espruino${where}`, async function () {
      if (!ESPRUINO) return this.skip();
      await inTemporary(async (folder) => expectTrace(await raised(await real(folder), ram)));
    });
  }

  /** What a board prints of a program that prints "done" at its end, in lines. */
  async function printed(rig: Rig, { code }: BuildResult, ram: boolean): Promise<string[]> {
    let text = "";
    try {
      await send(rig, Buffer.from(code, "latin1"), ram);
      rig.console.onText = (more) => (text += more);
      await start(rig.console, { ram, command: AGAIN }).catch((error: unknown) =>
        expect(error).instanceOf(DeviceError).include({ id: "raised-at-start" }),
      );
      while (!text.includes("done")) await rig.console.ask("1");
    } finally {
      await rig.close();
    }
    return text
      .split("\n")
      .map(cleanLine)
      .filter((line) => /^\s+at \D/.test(line) || line.includes("Uncaught"));
  }

  /** Compares with the places in flash, of which there is no doubt. */
  async function expectNoneWrong(program: string, rig: () => Rig | Promise<Rig>): Promise<void> {
    const built = await compile(program);
    const inFlash = await printed(await rig(), built, false);
    const inRam = (await printed(await rig(), built, true)).filter((line) => !/ at REPL /.test(line));
    const known = new TraceDecoder(built.map, built.code);
    const decoder = new TraceDecoder(built.map, built.code);
    expect(inRam.length).equal(inFlash.length).above(30);
    const placed: string[] = [];
    inRam.forEach((raw, i) => {
      const place = known.line(inFlash[i]);
      const line = decoder.line(raw);
      if (line === place) placed.push(line);
      else if (line !== raw)
        expect(line)
          .match(/, in .* or /)
          .include(place.trim().slice("at ".length));
    });
    expect(placed.length).above(inRam.length / 2);
    // Espruino leaves out the `return` that it begins with.
    expect(placed.join("\n")).match(/ at find \(app\.ts/);
  }

  it("tells no wrong place of a program in memory, on the simulated board", async () =>
    expectNoneWrong(
      `import * as asyncio from "asyncio";
      declare function setTimeout(fn: () => void, ms: number): void;
      import { print } from "builtins";
      ${MANY}
      for (const call of calls) setTimeout(call, 0);
      setTimeout(() => print("done"), 1);`,
      simulated,
    ));

  it("tells no wrong place of a program in memory, on real Espruino", async function () {
    if (!ESPRUINO) return this.skip();
    await inTemporary((folder) =>
      expectNoneWrong(
        `import { print } from "builtins";
        ${MANY}
        for (const call of calls)
          try {
            call();
          } catch (error) {
            print("Uncaught " + error);
            print((error as Error).stack);
          }
        print("done");`,
        () => real(folder),
      ),
    );
  });

  it("leaves a frame in memory alone that could be in many functions, and names a few", async () => {
    const alike = (count: number) =>
      Array.from({ length: count }, (_, i) => `() => { log("${i}"); throw new Error(text()); }`).join();
    const frame = async (count: number) => {
      const { code, map } = await compile(
        `declare const log: (text: string) => void, text: () => string, use: (all: (() => void)[]) => void;
        use([${alike(count)}]);`,
      );
      const decoder = new TraceDecoder(map, code);
      const column = /\{([^{}]*"0"[^{}]*\))\}/.exec(code)![1].length;
      return decoder.line(`    at :1:${column}`);
    };
    expect(await frame(1)).match(/^ {4}at app\.ts:2:\d+$/);
    expect(await frame(2)).match(/^ {4}at :1:\d+, in app\.ts:2:\d+ or app\.ts:2:\d+$/);
    expect(await frame(4)).match(/^ {4}at :1:\d+$/);
  });

  it("leaves frames in memory alone once the image is known to be stored", () => {
    const decoder = new TraceDecoder(result.map, result.code);
    const top = "    at eval (:0:10)";
    expect(decoder.line(top)).not.equal(top);
    decoder.line("    at f (.bootcde:1:10)");
    expect(decoder.line(top)).equal(top);
  });

  it("is known in the form of older firmware, too", () => {
    const decoder = new TraceDecoder(result.map, result.code);
    const column = result.code.indexOf("no sensor") + 1;
    expect(decoder.line(` at line 1 col ${column} in .bootcde`)).match(/^ at readSensor \(app\.ts:4:\d+\)$/);
    expect(decoder.line(`in function "q" called from line 1 col ${column} in .bootcde`)).match(
      /^at readSensor \(app/,
    );
    expect(decoder.line(`    at f (.bootcde:0:${column})`)).match(/^ {4}at readSensor \(app/);
  });

  it("leaves all other lines as they are", () => {
    const decoder = new TraceDecoder(result.map, result.code);
    for (const line of [
      "",
      "at 12:30 it rained",
      "    at f (other.js:1:20)",
      "at line 5",
      "Uncaught Error: at x:1:2 y",
      "    at REPL (:1:24)",
      "    at :1:100000",
      // Before 2v25 it was not said what frames in memory are called by.
      " at line 1 col 8",
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
