import { createServer, type AddressInfo } from "node:net";
import { ConsoleDevice, type DeviceOptions } from "../../../src/host/sim/console/index.ts";
import type { SimBoard } from "../../../src/host/sim/index.ts";
import { NO_LOOP } from "./loops.ts";

/** What a board prints from now on, line by line; a console clears what the board itself keeps. */
export function printsOf(board: SimBoard): string[] {
  const printed: string[] = [];
  const { onPrint } = board;
  board.onPrint = (line) => (printed.push(line.text), onPrint?.(line));
  return printed;
}

/** A simulated board that listens on the network; `use` gets its address. */
export async function listening<T>(
  options: DeviceOptions,
  use: (port: string, device: ConsoleDevice, printed: string[]) => Promise<T>,
): Promise<T> {
  const device = new ConsoleDevice({ board: "esp32", busyAfter: NO_LOOP, ...options });
  const printed = printsOf(device.board);
  const server = createServer({ noDelay: true }, (socket) => device.connect(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await use(`tcp://127.0.0.1:${(server.address() as AddressInfo).port}`, device, printed);
  } finally {
    device.close();
    server.close();
  }
}
