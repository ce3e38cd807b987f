import { GPS } from "../../../src/host/sim/index.ts";
import type { FaultCase } from "../fault_case.ts";

export const gps: FaultCase = {
  driver: "GPS",
  part: () => new GPS({ serial: 2, latitude_deg: 48.1173, longitude_deg: 11.5167, seed: 1 }),
  make: "new drivers.GPS(new UART(1, { baudrate: 9600, rx: 16, tx: 17 }))",
  read: "[await it.read()].map((at) => at.latitude_deg.toFixed(4) + ' ' + at.longitude_deg.toFixed(4))[0]",
  reading: "48.1173 11.5167",
  limit_ms: 3600,
  // What comes between two sentences does not count.
  raises: {
    unplugged: "OSError(110",
    checksum: "ChecksumError('GPS'",
    slow: "OSError(110",
    noise: "reading",
  },
};
