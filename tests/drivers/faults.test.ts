import { expect } from "chai";
import * as drivers from "../../src/drivers/index.ts";
import type { FaultName } from "../../src/host/sim/index.ts";
import type { FaultCase } from "./fault_case.ts";
import { FaultBoard, faultCases, imageOf, readingText, type Reading } from "./fault_table.ts";

/** Exports that are no drivers: exceptions, and functions that drivers are made with. */
const NO_DRIVERS = ["ChecksumError", "bus_lock", "find_ds18b20", "oversample", "read_ds18b20"];

const cases = await faultCases();
const kinds = cases.map((one) => ({ ...one, kind: one.part().kind }));
const faults = kinds.flatMap((one) => one.kind.faults.map((fault) => ({ ...one, fault })));
type Row = (typeof faults)[number];

/** Whether others cannot be read while a part has a fault, for it holds the bus that they share. */
function shares({ kind, fault }: Row, other: (typeof kinds)[number]): boolean {
  const isOnI2C = (wires: object): boolean =>
    Object.values(wires).some((wire: { kind: string }) => wire.kind === "i2c");
  return fault === "stuck" && isOnI2C(kind.wires) && isOnI2C(other.kind.wires);
}

/** What Button, PIR, RotaryEncoder and GPS listen to from when they are made. */
const LISTENING = ["D14", "D27", "D18", "D19", "Serial2"];

/** A part may be in the middle of what it sends when a fault begins: a GPS takes a second to say it. */
const SETTLE_US = 1e6;

/** What a reading is to begin with while there is a fault. */
function expected({ raises, reading }: FaultCase, fault: FaultName): string {
  const text = raises[fault] ?? "";
  return text === "reading" ? reading : text;
}

/** Whether a reading is right while there are faults by chance: a voltage has no checksum, and a few samples that are off move it. */
function isRight({ reading, kind }: (typeof kinds)[number], text: string): boolean {
  const isAnalog = Object.values(kind.wires).some((wire) => wire.kind === "pin" && wire.use === "adc");
  return isAnalog ? Math.abs(Number(text) - Number(reading)) <= 5 : text === reading;
}

const list = (readings: readonly Reading[]): string => "\n" + readings.map(readingText).join("\n");

describe("drivers and faults", () => {
  let image: string;

  before(async () => {
    image = await imageOf(cases);
  });

  it("there is a case for each driver, and an entry for each fault of its part", () => {
    const known = Object.keys(drivers).filter((name) => !NO_DRIVERS.includes(name));
    expect(cases.map(({ driver }) => driver).sort()).to.deep.equal(known.sort());
    const missing = faults.filter(({ raises, fault }) => raises[fault] === undefined);
    expect(missing.map(({ driver, fault }) => `${driver}: ${fault}`)).to.deep.equal([]);
    for (const { raises, kind } of kinds)
      expect(kind.faults, kind.name).to.include.members(Object.keys(raises));
  });

  describe("one after the other on one board", () => {
    let all: FaultBoard;
    before(() => {
      all = new FaultBoard(cases, image);
    });

    it("read well if nothing is wrong", () => {
      all.advance(8000);
      for (const { driver, reading, limit_ms } of cases) {
        const own = all.readings.filter((one) => one.driver === driver);
        expect(own, driver).not.to.be.empty;
        for (const { text, began, ended } of own) {
          expect(text, driver).to.equal(reading);
          expect((ended - began) / 1000, driver).to.be.at.most(limit_ms);
        }
      }
    });

    for (const row of faults) {
      const { driver, fault, reading, limit_ms } = row;
      it(`${driver}, ${fault}`, () => {
        const { board } = all;
        all.focus = driver;
        // They would hold up the program for a second each, and are to fail as this one does.
        for (const other of kinds)
          if (other.driver !== driver && shares(row, other)) all.resting.add(other.driver);
        const from = board.clock.now + 1;
        const settled = from + Math.min(limit_ms * 1000, SETTLE_US);
        all.fault(driver, fault, { from });
        // Noise does not meet each reading.
        const count = fault === "noise" ? 5 : 1;
        all.advance(2 * limit_ms + 1500, () => all.count(driver, settled) >= count);
        all.mend(driver, fault);
        const mended = board.clock.now;
        all.resting.clear();
        // What a slow part has begun still takes its time: a GPS is silent for ten seconds.
        if (fault === "slow")
          all.advance(11_000, () => all.count(driver, board.clock.now - 3e6, reading) > 0);
        const to = board.clock.now;
        const isEnough = (): boolean =>
          all.count(driver, to) >= 2 && cases.every((one) => all.count(one.driver, to) > 0);
        all.advance(2 * limit_ms + 6000, isEnough);

        const seen = all.since(from);
        const own = seen.filter((one) => one.driver === driver);
        const wanted = expected(row, fault);
        for (const { began, ended, text } of own) {
          expect((ended - began) / 1000, list(own)).to.be.at.most(limit_ms);
          expect(text === reading || text.startsWith(wanted), list(own)).to.equal(true);
        }
        const during = own.filter(({ began, ended }) => began >= settled && ended <= mended);
        expect(during, list(own)).not.to.be.empty;
        for (const { text } of during) expect(text.startsWith(wanted), list(own)).to.equal(true);
        const after = own.filter(({ began }) => began >= to);
        expect(after, list(own)).not.to.be.empty;
        for (const { text } of after) expect(text, list(own)).to.equal(reading);
        for (const other of cases) {
          if (other.driver === driver) continue;
          const theirs = seen.filter((one) => one.driver === other.driver);
          expect(theirs, other.driver).not.to.be.empty;
          for (const { text } of theirs) expect(text, list(theirs)).to.equal(other.reading);
        }
        expect(board.remarks).to.deep.equal([]);
        expect(board.output).to.equal("");
      });
    }

    it("leave the pins alone once they are not read", () => {
      all.over = true;
      const { waiting, watching } = all.board.run({ for: 10e6 });
      expect(waiting).to.deep.equal([]);
      expect(watching).to.deep.equal(LISTENING);
    });
  });

  it("meet by chance: right or refused, and the same with the same seed", () => {
    /** All drivers at once, each with one of the faults of its part, in turn. */
    const run = (seed: number): Reading[] => {
      const all = new FaultBoard(cases, image, seed);
      const { board } = all;
      const most = Math.max(...kinds.map(({ kind }) => kind.faults.length));
      for (let round = 0; round < most; round++) {
        const from = board.clock.now;
        const to = from + 10e6;
        for (const { kind, ...one } of kinds) {
          const fault = kind.faults[round % kind.faults.length];
          // Who holds the bus of the others has been tried above.
          if (fault === "stuck" && "i2c" in kind.wires) continue;
          all.fault(one.driver, fault, { from, to, probability: 0.2 });
        }
        all.advance(10_000);
        for (const reading of all.since(from)) {
          const one = kinds.find(({ driver }) => driver === reading.driver)!;
          const { began, ended, text } = reading;
          // What comes and goes can look like another fault of the part.
          const isRefused = Object.values(one.raises).some(
            (error) => error !== "reading" && text.startsWith(error),
          );
          expect(isRight(one, text) || isRefused, readingText(reading)).to.equal(true);
          expect((ended - began) / 1000, readingText(reading)).to.be.at.most(one.limit_ms);
        }
        // All read well again. A GPS that is slow once is silent for ten seconds.
        const isWell = ({ driver, reading }: FaultCase): boolean => all.count(driver, to, reading) > 0;
        all.advance(14_000, () => cases.every(isWell));
        expect(
          cases.filter((one) => !isWell(one)),
          list(all.since(to)),
        ).to.deep.equal([]);
      }
      // Who is unplugged in the middle of a byte hears another one.
      expect(board.remarks.filter((text) => !text.includes("1-Wire"))).to.deep.equal([]);
      return all.readings;
    };
    const first = run(1);
    const failed = first.filter(
      ({ driver, text }) => text !== cases.find((one) => one.driver === driver)?.reading,
    );
    expect(failed.length).to.be.above(cases.length);
    expect(run(1)).to.deep.equal(first);
    expect(run(2)).not.to.deep.equal(first);
  });

  it("read again after the power has failed in the middle of a reading", () => {
    const all = new FaultBoard(cases, image);
    all.advance(8000);
    const { board } = all;
    for (const { driver, limit_ms } of cases) {
      const known = all.readings.filter((one) => one.driver === driver);
      const typical = Math.min(...known.map(({ began, ended }) => ended - began));
      const before = board.clock.now;
      let failsAt = Infinity;
      all.onBegin = (who) => {
        if (who !== driver || failsAt < Infinity) return;
        failsAt = board.clock.now + Math.floor(typical / 2);
        board.brownOut(failsAt);
      };
      all.advance(2000 + limit_ms, () => board.clock.now >= failsAt);
      expect(failsAt, driver).to.be.below(Infinity);
      all.advance(6000, () => cases.every((one) => all.count(one.driver, failsAt) > 0));
      expect(board.downs.at(-1), driver).to.deep.equal({ at: failsAt, cause: "brownout" });
      const broken = all.since(before).filter(({ began, ended }) => began < failsAt && ended >= failsAt);
      expect(broken, list(broken)).to.deep.equal([]);
      for (const one of cases) {
        const after = all.since(failsAt).filter((reading) => reading.driver === one.driver);
        expect(after, one.driver).not.to.be.empty;
        for (const { text, began, ended } of after) {
          expect(text, `${driver}${list(after)}`).to.equal(one.reading);
          expect((ended - began) / 1000, list(after)).to.be.at.most(one.limit_ms);
        }
      }
    }
    expect(board.downs).to.have.length(cases.length);
    expect(board.remarks).to.deep.equal([]);
  });
});
