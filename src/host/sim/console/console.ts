import { expand } from "../../compiler/tokenise.ts";
import type { Restart, SimBoard } from "../board.ts";
import { formatResult } from "../format.ts";
import type { ConsoleLine } from "../options.ts";
import type { PowerDown } from "../power.ts";
import { LineInput } from "./line_input.ts";
import { Packets } from "./packets.ts";
import { withResult } from "./statement.ts";
import { espruinoTrace, REPL, type Source } from "./trace.ts";

/** What the boot loader of an ESP32 says of the reason for a reset, and of what it does then. */
const RESETS: Readonly<Record<PowerDown["cause"] | "power", string>> = {
  power: "rst:0x1 (POWERON_RESET)",
  reset: "rst:0xc (SW_CPU_RESET)",
  watchdog: "rst:0x7 (TG0WDT_SYS_RESET)",
  deepsleep: "rst:0x5 (DEEPSLEEP_RESET)",
  brownout: "rst:0xf (RTCWDT_BROWN_OUT_RESET)",
};
const BOOT = "boot:0x13 (SPI_FAST_FLASH_BOOT)";

/** Characters that a call may print before it is taken for a loop that prints for ever. */
const FLOOD = 1 << 18;

export interface ConsoleOptions {
  /** What the firmware calls itself, such as `2v29`. */
  version: string;
  /** Whether it takes packets, and tells its name when asked with an ENQ. */
  packets: boolean;
  /** Whether the first ctrl-C in a program that is busy leads to the debugger's prompt, as in most firmware. */
  debugger: boolean;
}

/** Espruino's console, over a board: what comes in as bytes is done, and what the board has to say goes out. */
export class EspruinoConsole {
  private readonly input: LineInput;
  private readonly packets: Packets;
  /** The line that is being evaluated. */
  private line = "";
  private evaluating = false;
  /** What never came back: a line, and whether it was to be evaluated in silence, or something in the idle loop. */
  private hungIn: { line: boolean; silent: boolean } | undefined;
  private debugging = false;
  /** Characters that were printed since the board was last in its idle loop. */
  private printed = 0;

  constructor(
    private readonly board: SimBoard,
    private readonly write: (text: string) => void,
    private readonly options: ConsoleOptions,
  ) {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the getters below need it
    const self = this;
    this.input = new LineInput({
      write,
      get echo() {
        return board.echo;
      },
      get mode() {
        return self.debugging ? "debug" : "";
      },
      identity: options.packets
        ? `Espruino ${options.version} ${board.description.chip.toUpperCase()}`
        : undefined,
      execute: (line) => this.execute(line),
      startPacket: () => this.packets.start(),
    });
    this.packets = new Packets({
      board,
      write,
      evaluate: (code) => this.evaluate(`(${code}\n)`),
      removeLine: () => this.input.remove(),
      show: (error) => this.show(error),
    });
    board.onPrint = (line) => this.print(line);
    board.onRestart = (how, phase) => this.restarted(how, phase);
    board.describeUncaught = (error) => espruinoTrace(error, (file) => this.source(file), this.evaluating);
  }

  /** The board does not look at what comes in. */
  get deaf(): boolean {
    return this.board.hung && !this.debugging;
  }

  /** When the console has something to do by itself, in µs of the board's clock. */
  get nextAt(): number {
    return this.packets.nextAt;
  }

  /** Takes one byte, as a character. */
  receive(char: string): void {
    if (this.packets.receiving) this.packets.receive(char);
    else this.input.receive(char);
  }

  /** A ctrl-C has come in, which is seen at once, whatever the program does. */
  controlC(): void {
    if (this.packets.receiving) return;
    const { hungIn } = this;
    if (!hungIn) this.input.clear();
    else if (this.options.debugger && !this.debugging && !hungIn.silent) {
      this.input.clear();
      this.input.remove();
      this.board.echo = true;
      this.debugging = true;
      this.input.restore();
    } else this.breakOut();
  }

  /** To be called when the board has been run: the end of a round of the idle loop. */
  idle(): void {
    this.printed = 0;
    this.packets.checkTime(this.board.clock.now);
    if (this.board.hung) this.hungIn ??= { line: false, silent: false };
    if (!this.deaf) this.input.restore();
  }

  private breakOut(): void {
    const wasLine = this.hungIn?.line ?? false;
    this.input.remove();
    this.debugging = false;
    this.hungIn = undefined;
    const wasInterval = this.board.interrupt();
    if (wasLine) this.say("Execution Interrupted");
    else {
      if (wasInterval) this.say("ERROR: Ctrl-C while processing interval - removing it.");
      this.say("Execution Interrupted during event processing.");
      if (wasInterval) this.say("New interpreter error: CALLBACK");
    }
    this.input.endLine();
    this.input.restore();
  }

  private execute(line: string): boolean {
    if (this.debugging) {
      this.debug(line);
      return true;
    }
    const result = this.evaluate(line);
    if (result === "hung") return false;
    if ("error" in result) this.show(result.error);
    else if (this.input.echo && line !== "") this.say("=" + formatResult(result.value));
    return true;
  }

  private debug(line: string): void {
    const command = line.trim();
    if (/^(q|quit|reset)$/.test(command)) {
      this.breakOut();
      if (command === "reset") this.board.evaluate("reset()");
    } else if (/^(c|continue|n|next|s|step|f|finish)$/.test(command)) {
      // It goes on to where it was: in a loop that never ends.
      this.debugging = false;
    } else this.say("In debug mode: Expected a simple ID, type 'help' for more info.");
  }

  private evaluate(code: string): { value: unknown } | { error: unknown } | "hung" {
    this.line = code;
    this.printed = 0;
    try {
      const value = this.board.evaluate(withResult(expand(code, undefined).code), REPL);
      if (!this.board.hung) return { value };
    } catch (error) {
      return { error };
    }
    this.hungIn = { line: true, silent: this.input.silent };
    return "hung";
  }

  private show(error: unknown): void {
    // The board is off: a line such as `E.reboot()` never ends.
    if (this.board.clock.stopped) return;
    this.evaluating = true;
    this.board.reportUncaught(error);
    this.evaluating = false;
  }

  private print({ text, kind }: ConsoleLine): void {
    this.input.remove();
    this.say(text);
    this.printed += text.length;
    // A loop that prints for ever waits for the line: the time limit of the call ends this one.
    if (kind === "print" && this.printed > FLOOD) for (;;);
    // Nobody reads them here, and a board may be on for long.
    this.board.console.length = 0;
  }

  private say(text: string): void {
    this.write(text.replaceAll("\n", "\r\n") + "\r\n");
  }

  private restarted(how: Restart, phase: "begin" | "end"): void {
    if (phase === "begin") {
      this.packets.reset();
      this.input.reset();
      this.debugging = false;
      this.hungIn = undefined;
    }
    if (how === "power" && phase === "begin")
      this.say(`\n${RESETS[this.board.downs.at(-1)?.cause ?? "power"]},${BOOT}`);
    else if (how === "power") this.say("");
    // A file to load runs after the banner, what runs at every start before it.
    else if ((how === "reset" && phase === "end") || (how === "load file" && phase === "begin"))
      this.say(`\n Espruino ${this.options.version}, simulated by uasyncio\n`);
  }

  private source(file: string): Source | undefined {
    if (file === REPL) return expand(this.line, undefined);
    const stored = this.board.storage.get(file);
    const code = stored ? Buffer.from(stored).toString("latin1") : this.board.imageCode(file);
    return code === undefined ? undefined : expand(code, undefined);
  }
}
