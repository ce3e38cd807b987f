/**
 * Logs a GPS track to the board's flash, a line of CSV for each ten metres or more, and starts a new file when one is full. A
 * reset loses nothing: lines are in flash as soon as they are printed.
 *
 * Wired to an ESP32-C3 as parts/gps_logger.json says. Espruino reads the track back with
 * `require("Storage").open("track", "r").readLine()`.
 */
import * as asyncio from "asyncio";
import { print } from "builtins";
import { ChecksumError, GPS, type GPSReading } from "drivers";
import { OSError } from "builtins";
import { UART } from "machine";

interface StorageFile {
  write(text: string): void;
  getLength(): number;
  erase(): void;
}

const storage = require("Storage") as { open(name: string, mode: "r" | "a"): StorageFile };

const STEP_M = 10;
const FULL_BYTES = 100_000;
const METRES_A_DEGREE = 111_195;

const gps = new GPS(new UART(1, { baudrate: 9600, tx: 4, rx: 5 }));

/** Metres between two positions that are near each other. */
function distance_m(a: GPSReading, b: GPSReading): number {
  const north = b.latitude_deg - a.latitude_deg;
  const east = (b.longitude_deg - a.longitude_deg) * Math.cos((a.latitude_deg * Math.PI) / 180);
  return Math.sqrt(north * north + east * east) * METRES_A_DEGREE;
}

function log(fix: GPSReading): void {
  const { time, latitude_deg, longitude_deg, altitude_m, speed_kmh } = fix;
  const line = [
    time,
    latitude_deg.toFixed(6),
    longitude_deg.toFixed(6),
    altitude_m.toFixed(1),
    speed_kmh.toFixed(1),
  ].join(",");
  if (storage.open("track", "r").getLength() + line.length > FULL_BYTES) {
    storage.open("track", "r").erase();
    print("the track is full: it begins anew");
  }
  storage.open("track", "a").write(line + "\n");
  print(line);
}

async function main(): Promise<void> {
  let last: GPSReading | undefined;
  for (;;) {
    try {
      const fix = await gps.read();
      if (last && distance_m(last, fix) < STEP_M) continue;
      log(fix);
      last = fix;
    } catch (error) {
      if (!(error instanceof OSError || error instanceof ChecksumError)) throw error;
      print(error);
    }
  }
}

asyncio.run(main());
