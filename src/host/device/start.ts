import { cleanLine, decoded } from "./console_text.ts";
import { NoAnswer, type DeviceConsole } from "./console.ts";
import { RAM_IMAGE, RECEIVER } from "./pieces.ts";
import { DeviceError } from "./troubles.ts";

/** What a board tells about its memory, in JsVars. */
export interface Memory {
  usage: number;
  total: number;
}

export const MEMORY = `(function(){var m=process.memory();return{usage:m.usage,total:m.total}})()`;

export interface Started {
  memory: Memory;
  /** What the board printed meanwhile. */
  text: string;
}

/**
 * Starts the stored program, or the one in memory, and waits until the board is back in its idle loop: the first turn of the program is
 * over and it has not raised.
 *
 * @throws {@link DeviceError} `not-up` or `raised-at-start`
 */
export async function start(console: DeviceConsole, options: StartOptions): Promise<Started> {
  const { ram, command, decode = (text: string) => text } = options;
  const where = ram ? "in memory" : "stored";
  const before = console.onText;
  let text = "";
  console.onText = (more) => {
    text += more;
    before(more);
  };
  // From here on there is a program again.
  console.mayInterrupt = false;
  try {
    await console.send(ram ? `\x10eval([${RAM_IMAGE},${RAM_IMAGE}=1][0])\n` : "\x10load()\n");
    // The engine takes its input line with it when it starts anew; the rest of a question would be a line of its own.
    await console.settle();
    const memory = await idle(console, ram);
    if (text.split("\n").some((line) => cleanLine(line).startsWith("Uncaught ")))
      throw new DeviceError("raised-at-start", { where, text: indent(decode(text)), command });
    return { memory, text };
  } catch (error) {
    if (error !== LATE && !(error instanceof NoAnswer)) throw error;
    const seconds = console.patience.slow / 1000;
    throw new DeviceError("not-up", { where, seconds, port: console.link.name });
  } finally {
    console.onText = before;
  }
}

const LATE = new Error("not up in time");

/** Asks until the answer is the new program's: the engine may answer once more before it starts it. */
async function idle(console: DeviceConsole, ram: boolean): Promise<Memory> {
  const { clock } = console;
  const { answer, slow } = console.patience;
  const end = clock.now() + slow;
  const begun = ram ? `${RAM_IMAGE}===1` : `!global.${RECEIVER}`;
  while (clock.now() < end) {
    const tries = Math.ceil((end - clock.now()) / answer);
    const state = (await console.ask(`{begun:${begun},memory:${MEMORY}}`, { tries })) as {
      begun: boolean;
      memory: Memory;
    };
    if (state.begun) return state.memory;
    await console.settle();
  }
  throw LATE;
}

export interface StartOptions {
  /** Whether it is in memory only. */
  ram: boolean;
  /** Sends it again. */
  command: string;
  /** Makes the board's traces those of the user's source. */
  decode?: (text: string) => string;
}

function indent(text: string): string {
  const lines = text
    .split("\n")
    .map((line) => decoded(cleanLine(line)))
    .filter((line) => line.trim() !== "" && line.trim() !== "^");
  return lines.map((line) => `\n      ${line}`).join("");
}
