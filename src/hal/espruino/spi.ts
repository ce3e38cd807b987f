import type { SPIBus, SPIOptions } from "../hal.ts";
import { onLinux } from "./linux.ts";

interface Device {
  setup(options: object): void;
  send(bytes: Uint8Array): Uint8Array;
}
declare const global: Record<string, Device | undefined>;

export function spi(id: number, { baudrate, mode, sck, mosi, miso }: SPIOptions): SPIBus | undefined {
  const device = global["SPI" + id];
  if (!device || onLinux()) return;
  device.setup({ baud: baudrate, mode, sck, mosi, miso });
  return {
    transfer(bytes) {
      return device.send(bytes);
    },
  };
}
