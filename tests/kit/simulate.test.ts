import { AssertionError } from "node:assert";
import { expect } from "chai";
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BH1750, simulate, type SimulateOptions, type Simulation } from "../../src/host/sim/index.ts";
import { buildOnce } from "../../src/host/sim/kit/build_once.ts";

/** An image of one's own: prints, pulses on D2, and I2C. */
const CODE = `
  I2C1.setup({ scl: D22, sda: D21 });
  print("up");
  D2.reset();
  var count = 0;
  setInterval(function () { D2.set(); setTimeout(function () { D2.reset(); }, 100); print("beat " + (++count)); }, 1000);
  setWatch(function () {
    print("pressed");
    try { I2C1.writeTo(0x23, 0x20); print("ok"); } catch (e) { print(e.message); }
  }, D14, { edge: "falling", repeat: true });`;

const start = (options?: SimulateOptions, code = CODE): Promise<Simulation> => simulate({ code }, options);

/** What an assertion says. */
function said(assert: () => unknown): string {
  try {
    assert();
  } catch (error) {
    if (error instanceof AssertionError) return error.message;
    throw error;
  }
  return "";
}

describe("a simulation", () => {
  it("starts when time first passes, and lets it pass as told", async () => {
    const sim = await start();
    expect(sim.lines).to.deep.equal([]);
    expect(sim.pin(2).level).to.equal(undefined);
    sim.advance("2500ms").advance(500_000);
    expect(sim.now).to.equal(3e6);
    expect(sim.lines).to.deep.equal(["up", "beat 1", "beat 2", "beat 3"]);
    expect(sim.end?.reason).to.equal("time");
  });

  it("waits for a line, each after the one before, or for what a function says", async () => {
    const sim = await start();
    expect(sim.until("beat 2")).to.deep.include({ text: "beat 2", at: 2e6 });
    sim.advance("5s");
    expect(sim.until(/^beat/).text).to.equal("beat 3");
    expect(sim.now).to.equal(7e6);
    sim.until(() => sim.pin(2).level === 0, "2s");
    expect(sim.now).to.equal(7.1e6);
    expect(said(() => sim.until("beat 2", "1500ms"))).to.match(
      /^no line "beat 2" came in 1\.5 s, from 7\.1 s on\nlines:\n {2}0 us: up\n {2}1 s: beat 1\n/,
    );
    expect(said(() => sim.until(() => false, "1s"))).to.match(/^what was waited for did not come in 1 s/);
  });

  it("does things at times, and lets what they throw out", async () => {
    const sim = await start(
      {},
      "setInterval(function () { try { I2C1.setup(); I2C1.writeTo(5, 1); } catch (e) {} }, 1000)",
    );
    const seen: number[] = [];
    sim.at("1500ms", ({ now }) => seen.push(now));
    // In the middle of a transfer, whose errors the program catches.
    sim.at(3_000_050, () => {
      sim.pin(2).expect(1);
    });
    expect(said(() => sim.advance("10s"))).to.match(/^D2 floats at 3 s/);
    expect(seen).to.deep.equal([1.5e6]);
    expect(sim.now).to.be.below(3.1e6);
    expect(() => sim.at("1s", () => undefined)).to.throw(RangeError, "1000000 µs is past");
  });

  it("says of a pin what was seen instead", async () => {
    const sim = await start();
    sim.advance("3500ms");
    const pin = sim.pin(2);
    pin.expect(0);
    pin.expect(1, "1050ms");
    pin.expect(0, "1200ms");
    pin.expectEdges(3, { level: 1 });
    pin.expectEdges(2, { from: "1500ms", to: "2500ms" });
    pin.expectPulses({ count: 3, width: "100ms", tolerance: "1ms" });
    pin.expectPulses({ level: 0 });
    expect(said(() => pin.expect(1))).to.match(
      /^D2 is 0 at 3\.5 s, not 1\nedges of D2:\n {2}0 us: 0, by the board\n/,
    );
    expect(said(() => pin.expect(0, "1050ms"))).to.match(/^D2 is 1 at 1\.05 s, not 0/);
    expect(said(() => pin.expectEdges(1, { level: 0, from: "2s" }))).to.match(
      /^D2 has 2 falling edges since 2 s, not 1\nedges of D2:\n {2}2 s: 1/,
    );
    expect(said(() => pin.expectPulses({ count: 4 }))).to.match(/^D2 has 3 pulses, not 4/);
    expect(said(() => pin.expectPulses({ from: "1s", to: "1050ms" }))).to.match(
      /^D2 has 0 pulses between 1 s and 1\.05 s, not some/,
    );
    expect(said(() => pin.expectPulses({ width: "50ms" }))).to.match(
      /^the pulse of D2 at 1 s has 100 ms, not 50 ms/,
    );
    expect(said(() => pin.expectPwm({ duty: 0.5 }))).to.equal(
      "D2 puts out no pulses at 3.5 s, not a duty of 0.5",
    );
    expect(() => pin.levelAt("4s")).to.throw(RangeError, "D2: 4 s is yet to come");
    expect(() => sim.pin(99)).to.throw(RangeError, "ESP32 has no GPIO 99");
  });

  it("knows of pulses that the hardware makes", async () => {
    const sim = await start({}, "analogWrite(D2, 0.25, { freq: 1000 });");
    sim.advance("1s");
    sim.pin(2).expectPwm({ duty: 0.25, freq: 1000 });
    expect(said(() => sim.pin(2).expectPwm({ freq: 50 }))).to.equal(
      "D2 puts out a duty of 0.25 at 1000 Hz at 1 s, not 50 Hz",
    );
  });

  it("drives pins, and says of a bus what went over it", async () => {
    const sim = await start({ parts: [new BH1750({ i2c: 1, illuminance_lx: 5 })] });
    sim.pin(14).drive(1);
    sim.advance("1s");
    sim.pin(14).pulse(0, "10ms");
    sim.pin(14).pulse(0, "10ms", "2s");
    sim.part("BH1750").fault("nack", { from: "1500ms" });
    sim.advance("2s");
    expect(sim.lines.filter((line) => !line.startsWith("beat"))).to.deep.equal([
      "up",
      "pressed",
      "ok",
      "pressed",
      "jshI2CWrite: slave doesn't ACK the transfer",
    ]);
    const bus = sim.i2c(1);
    bus.expect({ address: 0x23, kind: "write", bytes: [0x20], nack: false }, 1);
    bus.expect({ nack: "address", from: "1500ms" });
    bus.expect({ address: 0x5c }, 0);
    expect(said(() => bus.expect({ address: 0x23, kind: "read" }))).to.match(
      /^I2C1 has 0 reads from 0x23\ntransfers on I2C1:\n {2}1 s: write to 0x23: 20\n {2}2 s: write to 0x23, no ACK of address$/,
    );
    expect(said(() => bus.expect({ bytes: [1, 2], to: "2s" }, 2))).to.match(
      /^I2C1 has 0 transfers of \[0x1, 0x2\] between 0 us and 2 s, not 2\n/,
    );
    expect(() => sim.part("DHT22")).to.throw(RangeError, 'there is no "DHT22" on the board (parts: BH1750)');
  });

  it("says what was printed, how the program ended, and what is wrong with it", async () => {
    const sim = await start();
    sim.advance("2s");
    sim.expectPrint("up", { to: "1s" });
    sim.expectNoPrint(/beat/, { to: "1s" });
    expect(said(() => sim.expectPrint("down"))).to.match(
      /^no line "down" was printed\nlines:\n {2}0 us: up\n/,
    );
    expect(said(() => sim.expectNoPrint(/beat/))).to.equal("a line /beat/ was printed: 1 s: beat 1");
    expect(said(() => sim.expectEnd("idle"))).to.match(/^the program has come to "time", not to "idle"/);
    expect(said(() => sim.finish("1s"))).to.match(/^the program has not come to its end after 1 s\nlines/);
    sim.expectClean();
    const other = await start({}, 'print("done"); try { peek8(0); } catch (e) {}');
    expect(other.finish().reason).to.equal("idle");
    other.expectEnd("idle");
    expect(said(() => other.expectClean())).to.equal(
      "the program is not clean\nwhat was found:\n  peek8() is not modelled by the simulator",
    );
  });

  it("fails if the program does not catch an exception, unless it is to be printed", async () => {
    const code = 'setTimeout(function () { throw new Error("x"); }, 1000); setTimeout(print, 3000, "on");';
    const sim = await start({}, code);
    expect(said(() => sim.advance("2s"))).to.match(
      /^the program did not catch an exception: 1 s: Uncaught Error: x/,
    );
    sim.advance("2s").expectPrint("on");
    const lenient = await start({ uncaught: "print" }, code);
    lenient.advance("4s").expectPrint(/Uncaught/);
    const busy = await start({ timeLimit: 200 }, "setTimeout(function () { for (;;); }, 1000)");
    expect(said(() => busy.advance("2s"))).to.match(/^the program has not come back to the idle loop/);
  });

  it("keeps so much of what has happened, and does not guess at the rest", async () => {
    const sim = await start({ keep: 100 });
    sim.advance("1h");
    expect(sim.board.pins.D2.edges.length).to.be.within(100, 200);
    expect(sim.prints.length).to.be.within(100, 200);
    expect(sim.prints.at(-1)?.text).to.equal("beat 3600");
    sim.pin(2).expect(1, "3590050ms");
    sim.pin(2).expectEdges(10, { level: 1, from: "3585500ms", to: "3595500ms" });
    const gone = /nothing is known any more of the time before 5\d min/;
    expect(() => sim.pin(2).expectEdges(2)).to.throw(RangeError, gone);
    expect(() => sim.pin(2).levelAt("1s")).to.throw(RangeError, gone);
    expect(() => sim.expectPrint("up")).to.throw(RangeError, gone);
  });

  describe("of a program with parts", () => {
    let folder: string;
    let app: string;
    before(() => {
      folder = mkdtempSync(join(tmpdir(), "uasyncio-kit-"));
      app = join(folder, "app.ts");
      write("a");
      const parts = [
        { part: "BH1750", i2c: 1, faults: [{ fault: "nack", probability: 0.3 }] },
        { part: "Thermistor", name: "outside", pin: 32, temperature_c: 20 },
      ];
      writeFileSync(join(folder, "board.json"), JSON.stringify({ seed: 5, parts }));
    });
    after(() => rmSync(folder, { recursive: true }));

    function write(name: string): void {
      writeFileSync(join(folder, "name.ts"), `export const name = "${name}";`);
      writeFileSync(
        app,
        `import * as asyncio from "asyncio";
         import { print } from "builtins";
         import { BH1750, Thermistor } from "drivers";
         import { ADC, I2C } from "machine";
         import { name } from "./name.ts";
         async function read(what) { try { print(await what.read()); } catch (error) { print(error); } }
         asyncio.run((async () => {
           print(name);
           const light = new BH1750(new I2C(0));
           const heat = new Thermistor(new ADC(32));
           for (let i = 0; i < 10; i++) await asyncio.gather(read(light), read(heat));
         })());`,
      );
    }

    const run = async (options?: SimulateOptions): Promise<Simulation> => {
      const sim = await simulate(app, { parts: join(folder, "board.json"), typecheck: false, ...options });
      sim.finish("10s");
      return sim;
    };

    it("is the same with the same seed, to the last edge, and another one with another", async () => {
      const { transcript } = await run();
      expect(transcript).to.match(/^\d+ I2C1 write to 0x23, no ACK of address$/m);
      expect((await run()).transcript).to.equal(transcript);
      expect((await run({ seed: 5 })).transcript).to.equal(transcript);
      expect((await run({ seed: 6 })).transcript).not.to.equal(transcript);
      (await run()).expectClean();
    });

    it("is built once, until one of its files changes", async () => {
      const options = { entry: app, board: "esp32", typecheck: false };
      const first = await buildOnce(options);
      expect((await run()).lines[0]).to.equal("a");
      // Time stamps do not count.
      utimesSync(app, 1, 1);
      expect(await buildOnce(options)).to.equal(first);
      expect(await buildOnce({ ...options, board: "esp32c3" })).not.to.equal(first);
      write("b");
      expect(await buildOnce(options)).not.to.equal(first);
      expect((await run()).lines[0]).to.equal("b");
    });

    it("has its parts by name", async () => {
      const sim = await run();
      expect(sim.part("outside")).to.equal(sim.part("Thermistor"));
    });

    it("is refused where there is nothing to run", async () => {
      const refused = async (promise: Promise<unknown>): Promise<string> =>
        promise.then(
          () => "",
          (error: unknown) => (error as Error).message,
        );
      expect(await refused(simulate("no-such.ts"))).to.equal("error: cannot find the program no-such.ts");
      expect(await refused(simulate(app, { parts: "no.json" }))).to.equal(
        "error: cannot read no.json: ENOENT",
      );
      writeFileSync(join(folder, "x.js"), "print(1)");
      writeFileSync(join(folder, "x.js.map"), "{");
      expect(await refused(simulate(join(folder, "x.js")))).to.match(/x\.js\.map is no source map/);
      expect(
        await refused(simulate({ code: "" }, { board: "esp32", parts: [new BH1750({ i2c: 3 })] })),
      ).to.match(/^BH1750: i2c: ESP32 has no I2C3/);
    });
  });
});
