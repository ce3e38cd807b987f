import type { Duplex } from "node:stream";
import { wallClock, type Clock } from "../../clock.ts";
import { firmwareAtLeast, SimBoard } from "../board.ts";
import { textBytes } from "../bytes.ts";
import { boardWith, type BoardParts } from "../kit/parts_file.ts";
import type { SimOptions } from "../options.ts";
import { Cable, type CableFaults } from "./cable.ts";
import { EspruinoConsole } from "./console.ts";
import { NoFirmware } from "./no_firmware.ts";

export interface DeviceOptions extends SimOptions {
  /** What hangs on the board. */
  parts?: BoardParts;
  /** What is in the place of Espruino: `silent`, or the boot loader's complaint (`loader`), or noise (`garbage`). */
  noFirmware?: "silent" | "loader" | "garbage";
  /** µs after which the board resets by itself, over and over. */
  resetEvery?: number;
  /** ms of real time after which a program that does not come back to the idle loop is taken for one that never will. Default 1,000. */
  busyAfter?: number;
  /** Whether the firmware has the debugger, to which the first ctrl-C leads in a busy program. Default true. */
  debugger?: boolean;
  /** Whether XOFF and XON are sent as the input buffer fills and empties. Default true. */
  flowControl?: boolean;
  /** What the board's time and the cable's follow. Default: time as it passes. */
  clock?: Clock;
}

/** Bytes that the firmware holds before the program has looked at them, and at which it says stop and go. */
const BUFFER = 4096;
const STOP_AT = (BUFFER * 6) / 8;
const GO_AT = (BUFFER * 3) / 8;
const XON = "\x11";
const XOFF = "\x13";
/** Bytes that a host may leave unread: what comes then is lost, as at a serial port that nobody has open. */
const UNREAD = 1 << 20;
/** ms between looks at a board that is off. */
const OFF_STEP = 10;

/**
 * A board running Espruino, at the end of a cable: what a serial port or a TCP connection leads to. The board's clock
 * follows that of the device.
 *
 * V8 cannot halt a script and go on with it. A call that takes longer than `busyAfter` is therefore ended and taken for
 * one that never ends: the device is deaf from then on, until a ctrl-C or a reset.
 *
 * @example
 * const device = new ConsoleDevice({ board: "esp32", storage: { ".bootcde": image } }, { drop: 1e-4 });
 * device.connect(socket);
 */
export class ConsoleDevice {
  readonly board: SimBoard;
  /** Told when the cable is cut for good. */
  onCut: (() => void) | undefined;
  private readonly clock: Clock;
  private readonly start: number;
  private readonly console: EspruinoConsole | undefined;
  private readonly nothing: NoFirmware | undefined;
  private readonly cable: Cable;
  private readonly flowControl: boolean;
  private readonly lines = new Set<Duplex>();
  private queue = "";
  private stopped = false;
  private closed = false;
  private pumping = false;
  private stopTimer: (() => void) | undefined;

  constructor(options: DeviceOptions = {}, faults: CableFaults = {}) {
    const { clock = wallClock, busyAfter = 1000, resetEvery, noFirmware } = options;
    this.clock = clock;
    this.start = clock.now();
    this.flowControl = options.flowControl ?? true;
    this.board = boardWith(options.parts, { estimateMemory: true, timeLimit: busyAfter, ...options });
    this.cable = new Cable(faults, clock, {
      toBoard: (bytes) => this.receive(bytes.toString("latin1")),
      toHost: (bytes) => {
        for (const line of this.lines) if (line.writableLength < UNREAD) line.write(bytes);
      },
    });
    this.cable.onCut = (mode) => {
      if (mode === "close") this.disconnect();
      this.onCut?.();
    };
    if (noFirmware) {
      this.nothing = new NoFirmware(noFirmware, clock, (bytes) => this.cable.fromBoard(bytes));
      return;
    }
    const { version } = this.board;
    this.console = new EspruinoConsole(this.board, (text) => this.send(text), {
      version,
      packets: firmwareAtLeast(version, 25),
      debugger: options.debugger ?? true,
    });
    if (resetEvery !== undefined) this.resetEvery(resetEvery);
    this.board.boot();
    this.pump();
  }

  /** Connects a host. Where there is one already both hear the board, and the board hears both. */
  connect(line: Duplex): void {
    if (this.closed || this.cable.cut) {
      line.destroy();
      return;
    }
    this.lines.add(line);
    line.on("data", (data: Buffer) => this.cable.fromHost(Buffer.from(data)));
    const gone = (): void => {
      this.lines.delete(line);
    };
    line.on("close", gone);
    line.on("error", gone);
    line.on("end", () => line.end());
    this.nothing?.connected();
  }

  /** Pulls the plug, of all hosts. */
  disconnect(): void {
    for (const line of this.lines) line.destroy();
    this.lines.clear();
  }

  /** Turns everything off. */
  close(): void {
    this.closed = true;
    this.disconnect();
    this.cable.close();
    this.nothing?.close();
    this.stopTimer?.();
  }

  private resetEvery(micros: number): void {
    const { board } = this;
    const told = board.onRestart;
    board.onRestart = (how, phase) => {
      told?.(how, phase);
      if (how === "power" && phase === "end") board.brownOut(board.clock.now + micros);
    };
    board.brownOut(board.clock.now + micros);
  }

  private send(text: string): void {
    this.cable.fromBoard(Buffer.from(textBytes(text)));
  }

  private receive(text: string): void {
    if (this.nothing) {
      this.nothing.receive();
      return;
    }
    // Whoever is off hears nothing.
    if (this.board.clock.stopped) return;
    for (const char of text) {
      if (char === "\x03") {
        // The interrupt sees it before its turn comes in the buffer, which a board that listens has emptied by then.
        this.pump();
        this.console?.controlC();
      } else if (this.queue.length < BUFFER) this.queue += char;
    }
    this.pump();
  }

  /** Lets the board's time come up to now, and gives it what has come in. */
  private pump(): void {
    const { console, board } = this;
    if (this.closed || this.pumping || !console) return;
    this.pumping = true;
    const now = (this.clock.now() - this.start) * 1000;
    // A board that is ahead is still busy with what it did then.
    while (console.deaf || board.clock.now <= now) {
      // What comes in now comes after what the board has done until now.
      if (!board.hung) board.run({ for: Math.max(Math.floor(now) - board.clock.now, 0) });
      if (!board.hung) console.idle();
      if (!console.deaf) this.feed(console, now);
      if (!board.hung) board.run({ for: 0 });
      console.idle();
      if (this.queue === "" || console.deaf || board.clock.stopped) break;
    }
    this.pumping = false;
    this.control();
    this.schedule(console);
  }

  /** Hands over what has come in, until something is done with it that never ends or takes time. */
  private feed(console: EspruinoConsole, now: number): void {
    while (this.queue !== "" && !console.deaf && this.board.clock.now <= now) {
      const char = this.queue[0];
      this.queue = this.queue.slice(1);
      console.receive(char);
      if (this.board.clock.stopped) this.queue = "";
    }
  }

  private control(): void {
    const used = this.queue.length;
    if (!this.flowControl || (this.stopped ? used >= GO_AT : used <= STOP_AT)) return;
    this.stopped = !this.stopped;
    this.send(this.stopped ? XOFF : XON);
  }

  private schedule(console: EspruinoConsole): void {
    this.stopTimer?.();
    this.stopTimer = undefined;
    if (this.board.hung) return;
    const now = (this.clock.now() - this.start) * 1000;
    const next = this.board.clock.stopped
      ? now + OFF_STEP * 1000
      : this.queue === ""
        ? Math.min(this.board.nextEventAt, console.nextAt)
        : this.board.clock.now;
    if (next === Infinity) return;
    this.stopTimer = this.clock.after(Math.min(Math.max((next - now) / 1000, 1), 2 ** 31 - 1), () =>
      this.pump(),
    );
  }
}
