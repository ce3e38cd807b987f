import { sleep_ms } from "../asyncio/sleep.ts";
import { OSError, ValueError } from "../builtins/exceptions.ts";
import type { OneWire } from "../machine/onewire.ts";
import { bus_lock } from "./bus_lock.ts";
import { ChecksumError } from "./errors.ts";
import { int16 } from "./int16.ts";

/** Options of {@link DS18B20}. */
export interface DS18B20Options {
  /** Its ROM code, 8 bytes. Left out: it is the only device on the wire. */
  rom?: ArrayLike<number>;
  /**
   * Bits, from 9 (steps of 0.5 °C, 94 ms) to 12 (0.0625 °C, 750 ms). Left out: what it is set to, 12 from the factory. With it each
   * reading sets it anew, and moves the limits of the alarm out of the way.
   */
  resolution?: number;
  /** Longest time that a conversion may take with external power, in ms. Default 1000. */
  timeout_ms?: number;
}

/** What a reading of {@link DS18B20} gives. */
export interface DS18B20Reading {
  /** °C from -55 to 125, in steps of 0.0625 or as the resolution says. */
  temperature_c: number;
}

/**
 * Maxim DS18B20, temperature, on a 1-Wire bus, of which there may be many: see {@link find_ds18b20} and
 * {@link read_ds18b20}. A reading takes 750 ms at most (94 at a resolution of 9 bits) and has the bus for itself all the while.
 *
 * It asks on its own whether devices have a supply or live on the wire ("parasite power"): for those it holds the wire high as
 * long as the conversion takes at most, else it asks 15 times in all whether that is over.
 *
 * @see DS18B20 data sheet of Maxim, 19-7487 Rev 6: powering the DS18B20, memory, function commands, tables 1 and 2
 *
 * @example
 * const probe = new DS18B20(new OneWire(4));
 * const { temperature_c } = await probe.read();
 */
export class DS18B20 {
  /** Its ROM code; undefined: it is the only device on the wire. */
  declare rom: ArrayLike<number> | undefined;
  declare _$wire: OneWire;
  declare _$bits: number | undefined;
  declare _$limit: number;

  /** @throws ValueError for a resolution that it does not have */
  constructor(wire: OneWire, options?: DS18B20Options) {
    const given = options || {};
    this._$wire = wire;
    this.rom = given.rom;
    const bits = given.resolution;
    if (bits && !(bits > 8 && bits < 13)) throw new ValueError("DS18B20: resolution is 9 to 12");
    this._$bits = bits;
    this._$limit = given.timeout_ms || 1000;
  }

  /**
   * Measures once.
   *
   * @throws OSError ENODEV (19) if it does not answer, ETIMEDOUT (110) if the conversion takes too long, or the wire is held low
   * @throws ChecksumError if what it says is damaged, three times in a row
   * @throws ValueError if it gives 85 °C, which is what it has at power-on: it lost its power while it converted. It cannot
   *   be told from 85.0 °C that were measured
   */
  async read(): Promise<DS18B20Reading> {
    using _held = await bus_lock(this._$wire).hold();
    await convert(this._$wire, [this]);
    return measured(this);
  }
}

/**
 * Finds all DS18B20 on a bus, in 14 ms for each device.
 *
 * @param options for each of them
 * @throws ChecksumError if a ROM code is damaged
 *
 * @example
 * const probes = await find_ds18b20(wire, { resolution: 10 });
 */
export async function find_ds18b20(wire: OneWire, options?: DS18B20Options): Promise<DS18B20[]> {
  using _held = await bus_lock(wire).hold();
  const found: DS18B20[] = [];
  for (const rom of wire.scan()) {
    if (wire.crc8(rom)) throw new ChecksumError("DS18B20");
    if (rom[0] == 0x28) {
      const probe = new DS18B20(wire, options);
      probe.rom = rom;
      found.push(probe);
    }
  }
  return found;
}

/**
 * Reads several on one bus, in one conversion for all.
 *
 * @param options `return_exceptions`: what goes wrong with one of them is its entry, and does not end the rest. What goes
 *   wrong with the bus is raised all the same
 * @throws as {@link DS18B20.read}
 * @throws ValueError if they are not on one bus, or one has no ROM code
 */
export function read_ds18b20(
  probes: readonly DS18B20[],
  options: { return_exceptions: true },
): Promise<unknown[]>;
export function read_ds18b20(probes: readonly DS18B20[]): Promise<DS18B20Reading[]>;
export async function read_ds18b20(
  probes: readonly DS18B20[],
  options?: { return_exceptions: true },
): Promise<unknown[]> {
  const wire = probes[0] && probes[0]._$wire;
  for (const probe of probes)
    if (!probe.rom || probe._$wire != wire) throw new ValueError("DS18B20: one bus, and a rom for each");
  if (!wire) return [];
  using _held = await bus_lock(wire).hold();
  await convert(wire, probes);
  return probes.map((probe) => {
    try {
      return measured(probe);
    } catch (error) {
      if (options && options.return_exceptions) return error;
      throw error;
    }
  });
}

/** Addresses one device; without a ROM code all of them. */
function select(wire: OneWire, rom?: ArrayLike<number>): void {
  if (rom) wire.select_rom(rom);
  else {
    wire.reset(true);
    wire.writebyte(0xcc);
  }
}

async function convert(wire: OneWire, probes: readonly DS18B20[]): Promise<void> {
  let bits = 9;
  let left = 0;
  for (const { rom, _$bits: own, _$limit: limit } of probes) {
    if (own) {
      select(wire, rom);
      // The limits of the alarm, high and low, and the resolution.
      wire.write([0x4e, 127, 128, ((own - 9) << 5) | 31]);
    }
    bits = Math.max(bits, own || 12);
    left = Math.max(left, limit);
  }
  select(wire);
  wire.writebyte(0xb4);
  const parasite = wire.readbyte() != 255;
  select(wire, probes.length > 1 ? undefined : probes[0].rom);
  wire.writebyte(0x44, parasite);
  if (parasite)
    try {
      // 750 ms and a tick, halved with each bit less.
      await sleep_ms(760 >> (12 - bits));
    } finally {
      // Lets go of the wire.
      wire.reset();
    }
  else {
    // Who does not work at it did not understand, or is not there.
    if (wire.readbyte()) throw new OSError(19);
    // A 15th of the longest conversion: each look takes the engine half a ms.
    const step = 50 >> (12 - bits);
    do {
      if ((left -= step) < 0) throw new OSError(110);
      await sleep_ms(step);
    } while (!wire.readbyte());
  }
}

/** What the last conversion gave. */
function measured({ _$wire: wire, rom }: DS18B20): DS18B20Reading {
  for (let tries = 3; ;) {
    select(wire, rom);
    wire.writebyte(0xbe);
    const data = wire.read(9);
    const config = data[4];
    if (!wire.crc8(data)) {
      // A wire that is held low reads as zeros, whose checksum is right.
      if (!config) throw new OSError(110);
      const raw = int16(data[1], data[0]);
      if (raw == 0x550) throw new ValueError("DS18B20: 85 C is no reading, is its power bad?");
      // The lowest bits are undefined at less than 12.
      return { temperature_c: (raw & (-8 >> ((config >> 5) & 3))) / 16 };
    }
    if (!--tries) throw (config & data[7]) == 255 ? new OSError(19) : new ChecksumError("DS18B20");
  }
}
