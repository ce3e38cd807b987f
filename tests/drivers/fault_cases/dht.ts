import { DHT11, DHT22 } from "../../../src/host/sim/index.ts";
import type { FaultCase } from "../fault_case.ts";

const read =
  "(({ humidity_percent, temperature_c }) => humidity_percent + ' ' + temperature_c)(await it.read())";

export const dht11: FaultCase = {
  driver: "DHT11",
  part: () => new DHT11({ pin: 5, humidity_percent: 53, temperature_c: 24.4, seed: 1 }),
  make: "new drivers.DHT11(new Pin(5))",
  read,
  reading: "53 24.4",
  limit_ms: 1100,
  raises: {
    unplugged: "OSError(110",
    stuck: "OSError(110",
    checksum: "ChecksumError('DHT11'",
    noise: "ChecksumError('DHT11'",
  },
};

export const dht22: FaultCase = {
  driver: "DHT22",
  part: () => new DHT22({ pin: 4, humidity_percent: 65.2, temperature_c: -10.1, seed: 1 }),
  make: "new drivers.DHT22(new Pin(4))",
  read,
  reading: "65.2 -10.1",
  limit_ms: 2100,
  raises: {
    unplugged: "OSError(110",
    stuck: "OSError(110",
    checksum: "ChecksumError('DHT22'",
    noise: "ChecksumError('DHT22'",
  },
};
