export { type CableFaults } from "./cable.ts";
export { ConsoleDevice, type DeviceOptions } from "./device.ts";
