import { expect } from "chai";
import { GPS, track, type GPSOptions, type SimBoard } from "../../src/host/sim/index.ts";
import { boardWith, images, printed, type Image } from "./support.ts";

const BODIES: Record<string, string> = {
  read: `
    const gps = new drivers.GPS(new UART(1, { baudrate: 9600, rx: 16, tx: 17 }));
    print(await failure(gps.read()));`,
  twice: `
    const gps = new drivers.GPS(new UART(1, 9600));
    const [a, b] = await gather(gps.read(), gps.read());
    print(a.time, b.time);
    await sleep_ms(10500);
    print((await gps.read()).time, ticks_ms());`,
  iterate: `
    let left = 3;
    for await (const { time, latitude_deg, speed_kmh } of new drivers.GPS(new UART(1, 9600))) {
      print(time, latitude_deg.toFixed(6), speed_kmh.toFixed(2));
      if (!--left) break;
    }`,
  failing: `
    const gps = new drivers.GPS(new UART(1, 9600));
    const start = ticks_ms();
    print(await failure(gps.read()), ticks_diff(ticks_ms(), start));
    await sleep_ms(20000 - ticks_ms());
    print((await gps.read()).time);`,
  cancel: `
    const uart = new UART(1, 9600);
    const gps = new drivers.GPS(uart, { timeout_ms: 1500 });
    const task = create_task(gps.read());
    const next = create_task(gps.read());
    await sleep_ms(1100);
    task.cancel();
    print(await failure(task));
    print((await next).time);
    const busy = create_task((async () => { for (;;) { spend(5000); await sleep_ms(1); } })());
    print((await gps.read()).time);
    busy.cancel();
    uart.deinit();
    print(await failure(gps.read()));`,
};

const part = (options: Partial<GPSOptions> = {}): GPS => new GPS({ serial: 2, seed: 1, ...options });

describe("GPS", () => {
  let image: Image;

  before(async () => {
    image = await images(BODIES);
  });

  const run = (name: string, prepare: (board: SimBoard) => void, seconds = 5): string[] =>
    printed(boardWith(image, name, prepare, { for: seconds * 1e6 }));

  /** What comes of bytes that somebody else has put down. */
  const hear = (text: string | Uint8Array): string[] =>
    run("read", (b) => {
      // The port is on once the program has begun.
      for (let i = 0; i < text.length; i += 40) b.serial(2).write(text.slice(i, i + 40), 100_000 + i * 1000);
    }).map((line) => line.replace(/\d+\.\d{9,}/g, (digits) => Number(digits).toFixed(8)));

  const RMC = "$GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,230394,003.1,W*6A\r\n";
  const GGA = "$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47\r\n";
  const READING =
    "{'latitude_deg': 48.11730000, 'longitude_deg': 11.51666667, 'altitude_m': 545.4, 'speed_kmh': 41.4848, " +
    "'satellites': 8, 'time': '2094-03-23T12:35:19Z'}";

  it("makes a position of two sentences of the same time, whichever comes first", () => {
    expect(hear(RMC + GGA)).to.deep.equal([READING]);
    expect(hear(GGA + RMC)).to.deep.equal([READING]);
    // Those of another second, without a position, and damaged ones do not count.
    const other = GGA.replace("123519", "123518").replace("*47", "*46");
    const none = RMC.replace(",A,", ",V,").replace("*6A", "*7D");
    expect(hear(other + RMC)).to.deep.equal(["OSError(110,)"]);
    expect(hear(GGA + none)).to.deep.equal(["OSError(110, 'GPS has no fix')"]);
    expect(hear(RMC + GGA.replace("545", "546"))).to.deep.equal(["ChecksumError('GPS',)"]);
  });

  it("understands what a NEO-6 sends, in the south and in the west, too", () => {
    const of = (body: string): string => {
      const sum = Buffer.from(body).reduce((so, byte) => so ^ byte, 0);
      return `$${body}*${sum.toString(16).padStart(2, "0")}\r\n`;
    };
    // The receiver description's example for RMC, moved to Patagonia; its own checksum is 57.
    const swiss = "GPRMC,083559.00,A,4717.11437,N,00833.91522,E,0.004,77.52,091202,,,A";
    expect(of(swiss)).to.equal(`$${swiss}*57\r\n`);
    const [line] = hear(
      of(swiss.replace(",N,", ",S,").replace(",E,", ",W,")) +
        of("GNGGA,083559.00,4717.11437,S,00833.91522,W,1,11,1.01,-4.6,M,48.0,M,,0"),
    );
    const { latitude_deg, longitude_deg, ...rest } = JSON.parse(line.replaceAll("'", '"')) as Record<
      string,
      number
    >;
    expect(latitude_deg).to.be.closeTo(-(47 + 17.11437 / 60), 1e-8);
    expect(longitude_deg).to.be.closeTo(-(8 + 33.91522 / 60), 1e-8);
    expect(rest).to.deep.equal({
      altitude_m: -4.6,
      speed_kmh: 0.007408,
      satellites: 11,
      time: "2002-12-09T08:35:59.00Z",
    });
  });

  it("finds the next sentence after noise, half a sentence and lines without end", () => {
    const noise = Buffer.from(
      Array.from({ length: 400 }, (_, i) => (i * 37) % 256).filter((byte) => byte !== 10),
    );
    expect(hear(Buffer.concat([noise, Buffer.from("$GPGG" + RMC + "$$" + GGA)]))).to.deep.equal([READING]);
    expect(hear(RMC.slice(20) + RMC + GGA)).to.deep.equal([READING]);
    expect(hear(noise)).to.deep.equal(["OSError(110,)"]);
  });

  it("hears the part, and follows it on its track", () => {
    const way = track([
      { time_s: 0, latitude_deg: -33.9, longitude_deg: 18.4 },
      { time_s: 3600, latitude_deg: -33.6, longitude_deg: 18.4, altitude_m: 100 },
    ]);
    const lines = run("iterate", (b) => b.attach(part({ ...way, start: "2026-03-01T23:59:58Z" })));
    // 0.3° are 33.36 km.
    expect(lines).to.deep.equal([
      "2026-03-01T23:59:59.00Z -33.899917 33.36",
      "2026-03-02T00:00:00.00Z -33.899833 33.36",
      "2026-03-02T00:00:01.00Z -33.899750 33.36",
    ]);
  });

  it("lets tasks take turns, and gives no position that is old", () => {
    const [both, later] = run("twice", (b) => b.attach(part()), 20);
    expect(both).to.equal("2026-01-01T00:00:01.00Z 2026-01-01T00:00:02.00Z");
    // Nobody had read for ten seconds, in which the port was full.
    const [time, ms] = later.split(" ");
    expect(time).to.equal("2026-01-01T00:00:13.00Z");
    expect(Number(ms)).to.be.within(13_000, 13_400);
  });

  it("says why there is no position, in time, and has one once there is", () => {
    const expected: [string, (gps: GPS) => void, string][] = [
      ["unplugged", (gps) => gps.fault("unplugged", { to: "15s" }), "OSError(110,)"],
      ["checksum", (gps) => gps.fault("checksum", { to: "15s" }), "ChecksumError('GPS',)"],
      ["slow", (gps) => gps.fault("slow", { to: "10s" }), "OSError(110,)"],
      ["no fix", (gps) => gps.set("satellites", (s) => (s < 15 ? 3 : 4)), "OSError(110, 'GPS has no fix')"],
    ];
    for (const [name, break_, error] of expected) {
      const lines = run("failing", (b) => break_(b.attach(part())), 40);
      const [message, ms] = [lines[0].replace(/ \d+$/, ""), Number(/\d+$/.exec(lines[0]))];
      expect([name, message]).to.deep.equal([name, error]);
      expect(ms).to.be.within(3500, 3501);
      expect(lines[1]).to.match(/^2026-01-01T00:00:2[0-3]\.00Z$/);
    }
  });

  it("does not mind noise between sentences, nor damage now and then", () => {
    for (const [fault, probability] of [
      ["noise", 1],
      ["checksum", 0.1],
    ] as const) {
      const lines = run("iterate", (b) => b.attach(part({ seed: 2 })).fault(fault, { probability }), 10);
      expect(lines.length, fault).to.equal(3);
      expect(lines[2], fault).to.contain("48.117300 0.00");
    }
  });

  it("has another baud rate than the port: nothing is understood", () => {
    expect(run("read", (b) => b.attach(part({ baudrate: 4800 })))).to.deep.equal(["OSError(110,)"]);
  });

  it("can be cancelled, does not mind a busy board, and ends with its port", () => {
    const lines = run("cancel", (b) => {
      b.define("spend", (us) => {
        b.spend(us as number);
      });
      b.attach(part());
    });
    expect(lines).to.deep.equal([
      "CancelledError()",
      "2026-01-01T00:00:01.00Z",
      "2026-01-01T00:00:02.00Z",
      "OSError(9,)",
    ]);
  });
});
