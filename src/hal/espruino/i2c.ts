import type { I2CBus, I2COptions } from "../hal.ts";
import { onLinux } from "./linux.ts";

interface Device {
  setup(options: object): void;
  writeTo(to: object, bytes: ArrayLike<number>): void;
  readFrom(from: object, n: number): Uint8Array;
}
declare const global: Record<string, Device | undefined>;

interface EspruinoBus extends I2CBus {
  device: Device;
}

/** The errno behind what the firmware throws: it has nothing but texts, the same for an address and for data. */
function errnoOf(error: Error): number {
  const text = error.message;
  if (text.indexOf("ACK") >= 0) return 19;
  if (text.indexOf("timeout") >= 0) return 110;
  if (text.indexOf("jshI2C") >= 0) return 5;
  throw error;
}

function read(this: EspruinoBus, address: number, n: number, stop: boolean): Uint8Array | number {
  try {
    return this.device.readFrom({ address, stop }, n);
  } catch (error) {
    return errnoOf(error as Error);
  }
}

function write(this: EspruinoBus, address: number, bytes: ArrayLike<number>, stop: boolean): number {
  if (!bytes.length) {
    // The engine leaves out a write without bytes, address and all. To read a byte does no harm to most devices.
    const got = this.read(address, 1, true);
    return typeof got == "number" ? got : 0;
  }
  try {
    this.device.writeTo({ address, stop }, bytes);
    return 0;
  } catch (error) {
    return errnoOf(error as Error);
  }
}

export function i2c(id: number, { scl, sda, freq }: I2COptions): I2CBus | undefined {
  const device = global["I2C" + (id + 1)];
  // On Linux everything would be acknowledged.
  if (!device || onLinux()) return;
  device.setup({ scl, sda, bitrate: freq });
  const bus: EspruinoBus = { device, read, write };
  return bus;
}
