import type { SimBoard } from "../board.ts";
import { Part, type PartKind, type PartOptions, type Source } from "./part.ts";

const kind: PartKind = {
  name: "GPS",
  wires: { serial: { kind: "serial" } },
  quantities: {
    latitude_deg: { min: -90, max: 90, usual: 48.1173 },
    longitude_deg: { min: -180, max: 180, usual: 11.5167 },
    altitude_m: { min: -500, max: 18_000, usual: 520 },
    speed_kmh: { min: 0, max: 1800, usual: 0 },
    course_deg: { min: 0, max: 360, usual: 0 },
    satellites: { min: 0, max: 12, usual: 8 },
  },
  settings: {
    start: { type: "string", usual: "2026-01-01T00:00:00Z" },
    baudrate: { type: "number", min: 1200, max: 921_600, usual: 9600 },
    interval_s: { type: "number", min: 0.1, max: 60, usual: 1 },
  },
  faults: ["unplugged", "checksum", "slow", "noise"],
};

export interface GPSOptions extends PartOptions {
  /** The serial port, by Espruino's number: 2 is Serial2. */
  serial: number;
  /** Degrees to the north. */
  latitude_deg?: Source;
  /** Degrees to the east. */
  longitude_deg?: Source;
  /** m above the mean sea level. */
  altitude_m?: Source;
  speed_kmh?: Source;
  /** Where it goes, in degrees from north by east. */
  course_deg?: Source;
  /** How many it sees; with less than four it has no position. */
  satellites?: Source;
  /** UTC at the start of virtual time. Default `2026-01-01T00:00:00Z`. */
  start?: string;
  /** Bits per second. Default 9600. */
  baudrate?: number;
  /** How often it says where it is. Default 1. */
  interval_s?: number;
}

/** Bytes that the firmware is handed at once. */
const CHUNK = 8;

/**
 * A GPS receiver that sends NMEA 0183, each second the sentences RMC, VTG, GGA, GSA and GLL, as a NEO-6 of u-blox does. After the
 * receiver description GPS.G6-SW-10018. It understands no commands.
 */
export class GPS extends Part {
  static readonly kind = kind;
  private readonly start: number;

  constructor(options: GPSOptions) {
    super(kind, options);
    const start = this.setting("start") as string;
    this.start = Date.parse(start);
    if (Number.isNaN(this.start))
      throw new RangeError(`GPS: start is a time such as 2026-01-01T00:00:00Z, not "${start}"`);
  }

  protected override connect(board: SimBoard): () => void {
    const number = this.wires["serial"];
    const port = board.serial(number);
    const baudrate = this.setting("baudrate") as number;
    const interval = (this.setting("interval_s") as number) * 1e6;
    let connected = true;
    const speak = (): void => {
      if (!connected) return;
      const { now } = this;
      let at = now;
      for (const data of this.sentences()) {
        for (let i = 0; i < data.length; i += CHUNK) {
          const chunk = data.subarray(i, i + CHUNK);
          at += (chunk.length * 10 * 1e6) / baudrate;
          port.at(at, () => {
            if (!connected) return;
            // What is sent at another rate is something, but not this.
            port.write(port.baudrate === baudrate ? chunk : chunk.map(() => this.random.next() * 256));
          });
        }
      }
      // It skips a turn rather than speak twice at once.
      port.at(Math.max(now + this.takes(interval), at), speak);
    };
    port.onData = (data) => {
      throw new Error(`GPS understands no commands, and was sent ${data.length} bytes`);
    };
    // Not yet: people may still say what is wrong with it.
    port.at(this.now, () => {
      port.at(this.now + this.takes(interval), speak);
    });
    return () => {
      connected = false;
      port.onData = undefined;
    };
  }

  /** What it says now, as it comes over the wire. */
  private sentences(): Uint8Array[] {
    const lines = this.bodies().map((body) => {
      const sum = Buffer.from(body).reduce((so, byte) => so ^ byte, 0);
      const hex = sum.toString(16).toUpperCase().padStart(2, "0");
      return Buffer.from(`$${body}*${hex}\r\n`);
    });
    return lines.flatMap((line) => {
      if (this.failing("unplugged")) return [];
      // A bit of its fields.
      if (this.failing("checksum")) line[7 + Math.floor(this.random.next() * (line.length - 12))] ^= 1;
      if (!this.failing("noise")) return [line];
      const noise = Array.from({ length: 1 + this.random.next() * 20 }, () => this.random.next() * 256);
      return [Buffer.from([...noise, ...line])];
    });
  }

  private bodies(): string[] {
    const date = new Date(this.start + this.now / 1000).toISOString();
    const time = date.slice(11, 22).replaceAll(":", "");
    const day = date.slice(8, 10) + date.slice(5, 7) + date.slice(2, 4);
    const count = Math.floor(this.quantity("satellites"));
    const used = String(count).padStart(2, "0");
    if (count < 4)
      return [
        `GPRMC,${time},V,,,,,,,${day},,,N`,
        "GPVTG,,,,,,,,,N",
        `GPGGA,${time},,,,,0,${used},99.99,,,,,,`,
        "GPGSA,A,1,,,,,,,,,,,,,99.99,99.99,99.99",
        `GPGLL,,,,,${time},V,N`,
      ];
    const latitude = angle(this.quantity("latitude_deg"), 2, "NS");
    const longitude = angle(this.quantity("longitude_deg"), 3, "EW");
    const place = `${latitude},${longitude}`;
    const kmh = this.quantity("speed_kmh");
    const knots = (kmh / 1.852).toFixed(3);
    const course = this.quantity("course_deg").toFixed(2);
    const altitude = this.quantity("altitude_m").toFixed(1);
    const list = Array.from({ length: 12 }, (_, i) => (i < count ? String(i + 1).padStart(2, "0") : ""));
    return [
      `GPRMC,${time},A,${place},${knots},${course},${day},,,A`,
      `GPVTG,${course},T,,M,${knots},N,${kmh.toFixed(3)},K,A`,
      `GPGGA,${time},${place},1,${used},1.01,${altitude},M,48.0,M,,`,
      `GPGSA,A,3,${list.join(",")},1.94,1.01,1.66`,
      `GPGLL,${place},${time},A,A`,
    ];
  }
}

/** Degrees and minutes in one, and on which side. */
function angle(degrees: number, digits: number, sides: string): string {
  const steps = Math.round(Math.abs(degrees) * 60e5);
  const minutes = ((steps % 60e5) / 1e5).toFixed(5).padStart(8, "0");
  return `${String(Math.floor(steps / 60e5)).padStart(digits, "0")}${minutes},${sides[degrees < 0 ? 1 : 0]}`;
}
