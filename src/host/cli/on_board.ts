import { asTrouble, DeviceConsole, DeviceFailure } from "../device/console.ts";
import { openLink } from "../device/link.ts";
import { choosePort } from "../device/ports.ts";
import { DeviceError } from "../device/troubles.ts";
import type { Io } from "./command.ts";

/** Does something with the console of a board; errors of the way there are told as people want to read them. */
export async function onBoard(
  wanted: string | undefined,
  io: Io,
  use: (console: DeviceConsole) => Promise<number>,
): Promise<number> {
  return await telling(io, async () => {
    const port = await choosePort(wanted);
    const link = await openLink(port);
    try {
      return await use(new DeviceConsole(link));
    } catch (error) {
      throw asTrouble(error, port);
    } finally {
      await link.close();
    }
  });
}

/** Runs something, and turns what may go wrong with a board into a message and an exit code. */
export async function telling(io: Io, use: () => Promise<number>): Promise<number> {
  try {
    return await use();
  } catch (error) {
    if (error instanceof DeviceFailure) io.err(`uasyncio: the board raised ${error.message}\n`);
    else if (error instanceof DeviceError) io.err(`uasyncio: ${error.message}\n`);
    else throw error;
    // As a shell says of what ctrl-C has ended.
    return error instanceof DeviceError && error.id === "interrupted" ? 130 : 1;
  }
}

/** A signal that ctrl-C gives, for as long as `use` runs. */
export async function untilCtrlC<T>(use: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = () => controller.abort();
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  try {
    return await use(controller.signal);
  } finally {
    process.removeListener("SIGINT", stop);
    process.removeListener("SIGTERM", stop);
  }
}
