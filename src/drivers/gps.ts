import { TimeoutError } from "../asyncio/errors.ts";
import { Lock } from "../asyncio/lock.ts";
import { decode, StreamReader } from "../asyncio/stream.ts";
import { timeout_ms } from "../asyncio/timeout.ts";
import { OSError } from "../builtins/exceptions.ts";
import type { UART } from "../machine/uart.ts";
import { ticks_diff, ticks_ms } from "../time/ticks.ts";
import { ChecksumError } from "./errors.ts";

/** What a reading of {@link GPS} gives. */
export interface GPSReading {
  /** Latitude in degrees, north being above 0, from -90 to 90. */
  latitude_deg: number;
  /** Longitude in degrees, east being above 0, from -180 to 180. */
  longitude_deg: number;
  /** Altitude above the mean sea level in m; NaN if the receiver does not tell. */
  altitude_m: number;
  /** Speed over ground in km/h. */
  speed_kmh: number;
  /** How many satellites are in use. */
  satellites: number;
  /** UTC, such as `2026-03-23T12:35:19.00Z`. */
  time: string;
}

/** ms after which what waits in the port is old, or has a gap: 512 bytes come in half a second at 9600 baud. */
const STALE = 500;

/** Longest sentence of NMEA 0183, in characters. */
const LONGEST = 82;

/**
 * A GPS receiver that sends NMEA 0183 to a serial port, most of them once a second and at 9600 baud. A position is made of the
 * sentences GGA and RMC of the same time, whichever comes first and whichever satellites they are of; all others are skipped.
 * What is damaged is left out, and the next sentence begins at the next `$`. Tasks that read at the same time take turns.
 *
 * @see NMEA 0183, sentences GGA and RMC; NEO-6 receiver description of u-blox, GPS.G6-SW-10018, for what a receiver sends
 *
 * @example
 * const gps = new GPS(new UART(1, { baudrate: 9600, tx: 17, rx: 16 }));
 * const { latitude_deg, longitude_deg } = await gps.read();
 *
 * @example
 * for await (const { time, speed_kmh } of gps) print(time, speed_kmh);
 */
export class GPS {
  declare _$uart: UART;
  declare _$stream: StreamReader;
  declare _$limit: number;
  declare _$lock: Lock;
  /** What has come of a sentence. */
  declare _$text: string;
  /** When somebody read last. */
  declare _$last: number;
  /** The fields of the last sentences. */
  declare _$gga: string[] | undefined;
  declare _$rmc: string[] | undefined;
  /** Why there is no position yet. */
  declare _$why: unknown;

  /**
   * @param options `timeout_ms`: longest time that a reading may take; default 3500, three turns of a receiver that speaks
   *   once a second
   */
  constructor(uart: UART, options?: { timeout_ms?: number }) {
    this._$uart = uart;
    this._$stream = new StreamReader(uart);
    this._$limit = (options && options.timeout_ms) || 3500;
    this._$lock = new Lock();
    this._$text = "";
    this._$last = 0;
  }

  /**
   * Waits for the next position.
   *
   * @throws OSError ETIMEDOUT (110) if there is none in time, with a text if the receiver sends but sees too few satellites, as
   *   it does for half a minute after it has been turned on
   * @throws ChecksumError if there is none in time because sentences are damaged
   */
  async read(): Promise<GPSReading> {
    using _held = await this._$lock.hold();
    if (ticks_diff(ticks_ms(), this._$last) > STALE) {
      this._$uart.read();
      this._$text = "";
    }
    this._$why = new OSError(110);
    try {
      using _limit = timeout_ms(this._$limit);
      for (;;) {
        const text = this._$text;
        const end = text.indexOf("\n");
        if (end < 0) {
          // Noise may lack line ends for long.
          this._$text = text.slice(-LONGEST) + decode(await this._$stream.read(LONGEST));
        } else {
          this._$text = text.slice(end + 1);
          const position = this._$sentence(text.slice(text.lastIndexOf("$", end) + 1, end));
          if (position) return position;
        }
      }
    } catch (error) {
      throw error instanceof TimeoutError ? this._$why : error;
    } finally {
      this._$last = ticks_ms();
    }
  }

  /** For `for await`, which never ends by itself. */
  [Symbol.asyncIterator](): this {
    return this;
  }

  /** What `for await` calls. */
  async next(): Promise<{ value: GPSReading; done: false }> {
    return { value: await this.read(), done: false };
  }

  /** Takes a sentence without its `$`. */
  _$sentence(text: string): GPSReading | undefined {
    const type = text.slice(2, 5);
    if (type != "GGA" && type != "RMC") return;
    const end = text.indexOf("*");
    let sum = parseInt(text.slice(end + 1, end + 3), 16);
    for (let i = 0; i < end; i++) sum ^= text.charCodeAt(i);
    if (end < 0 || sum) {
      this._$why = new ChecksumError("GPS");
      return;
    }
    const fields = text.slice(0, end).split(",");
    if (type == "GGA" ? fields[6] < "1" : fields[2] != "A") {
      this._$why = new OSError(110, "GPS has no fix");
      return;
    }
    if (type == "GGA") this._$gga = fields;
    else this._$rmc = fields;
    const gga = this._$gga;
    const rmc = this._$rmc;
    if (!gga || !rmc || gga[1] != rmc[1]) return;
    this._$rmc = undefined;
    const time = rmc[1];
    const date = rmc[9];
    return {
      latitude_deg: degrees(rmc[3], rmc[4]),
      longitude_deg: degrees(rmc[5], rmc[6]),
      altitude_m: parseFloat(gga[9]),
      speed_kmh: parseFloat(rmc[7]) * 1.852,
      satellites: +gga[7],
      time:
        `20${date.slice(4)}-${date.slice(2, 4)}-${date.slice(0, 2)}` +
        `T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}Z`,
    };
  }
}

/** Of degrees and minutes in one, such as 4807.038 for 48° 7.038′. */
function degrees(text: string, side: string): number {
  const value = parseFloat(text);
  const whole = Math.floor(value / 100);
  const result = whole + (value - whole * 100) / 60;
  return side == "S" || side == "W" ? -result : result;
}
