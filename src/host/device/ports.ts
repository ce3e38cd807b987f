import { existsSync, readdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { DeviceError } from "./troubles.ts";

/** A serial port that may lead to a board. */
export interface PortInfo {
  path: string;
  /** What the system knows of the device behind it. */
  label: string;
}

/** As `SerialPort.list()` gives it. */
interface Listed {
  path: string;
  manufacturer?: string | undefined;
  serialNumber?: string | undefined;
}

/** Where ports are looked for; tests put a folder in the place of the machine. */
export interface PortSystem {
  /** What `/dev` lies in. */
  root: string;
  list(): Promise<Listed[]>;
}

export const thisMachine: PortSystem = {
  root: "/",
  async list() {
    const { SerialPort } = await import("serialport");
    return (await SerialPort.list()) as Listed[];
  },
};

/** Names in /dev of the adapters and chips on boards; macOS gives every port a `cu.`, its own included. */
const BOARD = /^(ttyUSB\d+|ttyACM\d+|cu\.(?!Bluetooth|debug-console|wlan-debug).+)$/;

function entries(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

/** All ports that may lead to a board, each once. */
export async function findPorts(system: PortSystem = thisMachine): Promise<PortInfo[]> {
  const dev = join(system.root, "dev");
  const found = new Map<string, string>();
  for (const name of entries(join(dev, "serial/by-id"))) {
    const link = join(dev, "serial/by-id", name);
    // A link that leads nowhere is left behind for a moment by what has been unplugged.
    if (existsSync(link)) found.set(realpathSync(link), name);
  }
  for (const name of entries(dev))
    if (BOARD.test(name) && !found.has(join(dev, name))) found.set(join(dev, name), "");
  // It asks udev, which is not everywhere; what the folders tell stands without it.
  const listed = await system.list().catch(() => []);
  for (const { path, manufacturer, serialNumber } of listed) {
    const known = found.get(path);
    const name = path.split("/").at(-1)!;
    if (known === undefined && !BOARD.test(name) && !/^COM\d+$/.test(name)) continue;
    if (!known) found.set(path, [manufacturer, serialNumber].filter(Boolean).join(" "));
  }
  return [...found].map(([path, label]) => ({ path, label })).sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * The port to talk to: the one that was named, or the only one there is.
 *
 * @throws {@link DeviceError} `no-port` or `several-ports`
 */
export async function choosePort(
  wanted: string | undefined,
  system: PortSystem = thisMachine,
): Promise<string> {
  if (wanted !== undefined) return wanted;
  const ports = await findPorts(system);
  if (ports.length === 0) throw new DeviceError("no-port");
  if (ports.length === 1) return ports[0].path;
  const list = ports
    .map(({ path, label }) => `\n      ${path}${label === "" ? "" : `  (${label})`}`)
    .join("");
  throw new DeviceError("several-ports", { list });
}
