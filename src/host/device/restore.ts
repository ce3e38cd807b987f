import { DeviceFailure, LinkLost, NoAnswer, type DeviceConsole } from "./console.ts";
import { RIVALS, STAGING } from "./pieces.ts";
import { DeviceError } from "./troubles.ts";

/** Everything that Espruino runs by itself. */
const PROGRAMS = [".boot0", ".boot1", ".boot2", ".boot3", ".bootPowerOn", ".bootcde", ...RIVALS, STAGING];

/**
 * Brings back a board whose program keeps it from answering: stops it, and removes all programs that would start again.
 *
 * @returns what was removed
 * @throws {@link DeviceError} `not-restored`
 */
export async function restore(console: DeviceConsole): Promise<string[]> {
  const port = console.link.name;
  try {
    await console.takeOver();
    // Before anything else: what it starts by itself may keep it busy again.
    const removed = await erasePrograms(console);
    await console.reset();
    return removed;
  } catch (error) {
    if (error instanceof DeviceError && error.id === "no-firmware") throw error;
    if (error instanceof DeviceError || error instanceof NoAnswer || error instanceof DeviceFailure)
      throw new DeviceError("not-restored", { port, reason: error.message.split("\n")[0] });
    throw error;
  }
}

async function erasePrograms(console: DeviceConsole): Promise<string[]> {
  const names = JSON.stringify(PROGRAMS);
  const prepare = `var s=require("Storage"),l=s.list(),g=[];${names}.forEach(function(n){if(l.indexOf(n)>=0){g.push(n);s.erase(n)}})`;
  return (await console.ask("g", { prepare, timeout: console.patience.slow / 3 })) as string[];
}

/**
 * Resets a board: `hard` by the modem lines where the port has them, so that even one that does not listen obeys. The stored program starts
 * anew, or none does if `bare`.
 */
export async function resetBoard(console: DeviceConsole, bare: boolean): Promise<"console" | "lines"> {
  try {
    await console.attend();
    if (bare) await console.reset();
    else await console.startStored();
    return "console";
  } catch (error) {
    if (error instanceof LinkLost || !console.link.pulseReset || bare) throw error;
    await console.link.pulseReset();
    return "lines";
  }
}
