export { wallClock, type CableFaults, type DeviceClock } from "./cable.ts";
export { ConsoleDevice, type DeviceOptions } from "./device.ts";
