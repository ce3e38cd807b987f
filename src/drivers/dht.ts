import { Lock } from "../asyncio/lock.ts";
import { sleep_ms } from "../asyncio/sleep.ts";
import { OSError } from "../builtins/exceptions.ts";
import { Edges } from "../machine/edges.ts";
import { Pin } from "../machine/pin.ts";
import { ticks_ms } from "../time/ticks.ts";
import { ChecksumError } from "./errors.ts";
import { left } from "./interval.ts";

/** What a reading of a DHT11 or DHT22 gives. */
export interface DHTReading {
  /** Relative humidity in %. */
  humidity_percent: number;
  /** Temperature in °C. */
  temperature_c: number;
}

/** ms that an answer, of 5 ms, may take to be there, seen by a program that has other things to do. */
const LONGEST = 50;

/** What both parts have in common: the wire. */
class DHT {
  declare _$pin: Pin;
  declare _$lock: Lock;
  /** Tick when it was left alone last. */
  declare _$at: number;

  constructor(pin: Pin) {
    this._$pin = pin;
    this._$lock = new Lock();
    this._$at = ticks_ms();
  }
}

/** Leaves the wire to its resistor, and to other tasks. */
function leave(it: DHT, edges: Edges | undefined): void {
  it._$pin.init(Pin.IN, Pin.PULL_UP);
  if (edges) {
    edges.stop();
    it._$at = ticks_ms();
  }
  it._$lock.release();
}

/** Asks, by pulling the line low for `start_ms`, once in `ms` milliseconds. */
async function ask(
  it: DHT,
  name: string,
  start_ms: number,
  ms: number,
  convert: (bytes: number[]) => DHTReading,
): Promise<DHTReading> {
  const pin = it._$pin;
  let edges: Edges | undefined;
  await it._$lock.acquire();
  try {
    await sleep_ms(left(it._$at, ms));
    edges = new Edges(pin, Pin.IRQ_FALLING);
    pin.init(Pin.OPEN_DRAIN);
    pin.off();
    await sleep_ms(start_ms);
    pin.on();
    // The line falls for the start, for the response, for each of 40 bits and after the last one.
    await edges.wait(43, LONGEST);
  } finally {
    leave(it, edges);
  }
  const { times } = edges;
  const bytes = [0, 0, 0, 0, 0];
  // Counted from the end, for the start may be missing: not all engines see what they do to a pin themselves.
  const from = times.length - 41;
  if (from < 1) throw new OSError(110);
  // A frame that is off by a bit may have a checksum that is right, but no response of 160 µs in front of it.
  const response = times[from] - times[from - 1];
  let wrong = response < 140 || response > 190 ? 1 : 0;
  for (let i = 0; i < 40; i++) {
    // From one fall to the next it is 70 to 85 µs for 0 and 116 to 130 µs for 1; interrupts may be some µs late.
    const us = times[from + i + 1] - times[from + i];
    if (us < 55 || us > 150) wrong = 1;
    bytes[i >> 3] = bytes[i >> 3] * 2 + (us > 100 ? 1 : 0);
  }
  if (wrong || ((bytes[0] + bytes[1] + bytes[2] + bytes[3]) & 255) != bytes[4]) throw new ChecksumError(name);
  return convert(bytes);
}

/**
 * Aosong DHT11, humidity and temperature, on a wire of its own, which needs a resistor of about 5 kΩ to the supply; most modules
 * have it.
 *
 * From 5 to 95 % in steps of 1, and from -20 to 60 °C in steps of 0.1; older parts from 20 to 90 % and from 0 to 50 °C in
 * steps of 1. What a reading gives the part has measured at the reading before. It may be asked once a second, and
 * not in the first one: `read` waits for that. Tasks that read at the same time take turns.
 *
 * @see DHT11 product manual of Aosong, pages 4 to 6
 *
 * @example
 * const dht = new DHT11(new Pin(5));
 * const { humidity_percent, temperature_c } = await dht.read();
 */
export class DHT11 extends DHT {
  /**
   * Reads what was measured last: in 25 ms, if the reading before is a second ago.
   *
   * @throws OSError ETIMEDOUT (110) if it does not answer, or not with 40 bits
   * @throws ChecksumError if a bit was lost
   */
  read(): Promise<DHTReading> {
    return ask(this, "DHT11", 20, 1000, (bytes) => ({
      humidity_percent: (bytes[0] * 10 + bytes[1]) / 10,
      temperature_c: (bytes[2] * 10 + (bytes[3] & 127)) / (bytes[3] & 128 ? -10 : 10),
    }));
  }
}

/**
 * Aosong DHT22 or AM2302, humidity and temperature, on a wire of its own, which needs a resistor of about 5 kΩ to the supply; most
 * modules have it.
 *
 * From 0 to 100 % and from -40 to 80 °C, both in steps of 0.1. What a reading gives the part has measured at the reading
 * before. It may be asked once in two seconds, and not in the first ones: `read` waits for that. Tasks that read at the same
 * time take turns.
 *
 * @see DHT22 (AM2302) data sheet of Aosong, pages 3 to 6
 *
 * @example
 * const dht = new DHT22(new Pin(4));
 * const { humidity_percent, temperature_c } = await dht.read();
 */
export class DHT22 extends DHT {
  /**
   * Reads what was measured last: in 7 ms, if the reading before is two seconds ago.
   *
   * @throws OSError ETIMEDOUT (110) if it does not answer, or not with 40 bits
   * @throws ChecksumError if a bit was lost
   */
  read(): Promise<DHTReading> {
    return ask(this, "DHT22", 2, 2000, (bytes) => ({
      humidity_percent: (bytes[0] * 256 + bytes[1]) / 10,
      temperature_c: ((bytes[2] & 127) * 256 + bytes[3]) / (bytes[2] & 128 ? -10 : 10),
    }));
  }
}
