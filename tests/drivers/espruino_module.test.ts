import { expect } from "chai";
import { boardWith, images, printed, type Image } from "./support.ts";

/** A module that calls back, used as an awaitable: the drivers of Espruino are like that. */
const PROGRAM = `
  const dht = require("DHT22").connect(4);
  const lock = new asyncio.Lock();
  async function read() {
    using held = await lock.hold();
    const { temp, rh, err, checksumError } = await asyncio.from_callback((resolve) => dht.read(resolve));
    if (err) throw checksumError ? new drivers.ChecksumError("DHT22") : new asyncio.TimeoutError("DHT22");
    return { temperature_c: temp, humidity_percent: rh };
  }`;

const BODIES: Record<string, string> = {
  read: `${PROGRAM}
    const [first, second] = await gather(read(), read());
    print(first, second, ticks_ms());
    print(await failure(read()));
    print(await failure(read()));`,
  silent: `${PROGRAM}
    print(await failure(wait_for_ms(read(), 500)), ticks_ms());
    print(await read());`,
};

/**
 * Stands for the module of Espruino of that name, as its page https://www.espruino.com/DHT22 describes it. On a board the upload
 * gives the program such modules, before the image.
 */
const MODULE = `
(function (own, answers) {
  require = function (name) {
    if (name !== "DHT22") return own(name);
    return {
      connect: function (pin) {
        return {
          read: function (callback) {
            var answer = answers.shift();
            if (answer) setTimeout(callback, 40, answer);
          },
        };
      },
    };
  };
})(require, ANSWERS);`;

describe("a module of Espruino that calls back", () => {
  let image: Image;

  before(async () => {
    image = await images(BODIES);
  });

  const run = (name: string, answers: (object | null)[]): string[] =>
    printed(boardWith(image, name, (b) => b.load(MODULE.replace("ANSWERS", JSON.stringify(answers)))));

  it("is awaited through from_callback, one reading after the other", () => {
    const failed = { temp: -1, rh: -1, err: true };
    const lines = run("read", [
      { temp: 22.6, rh: 40.5 },
      { temp: 22.5, rh: 40.4 },
      { ...failed, checksumError: true },
      { ...failed, checksumError: false },
    ]);
    expect(lines).to.deep.equal([
      "{'temperature_c': 22.6, 'humidity_percent': 40.5} {'temperature_c': 22.5, 'humidity_percent': 40.4} 80",
      "ChecksumError('DHT22',)",
      "TimeoutError('DHT22',)",
    ]);
  });

  it("can be given up on if it never calls back", () => {
    expect(run("silent", [null, { temp: -3.5, rh: 90 }])).to.deep.equal([
      "TimeoutError() 500",
      "{'temperature_c': -3.5, 'humidity_percent': 90}",
    ]);
  });
});
