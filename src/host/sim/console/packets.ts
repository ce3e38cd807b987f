import type { SimBoard } from "../board.ts";
import { looseJson, readLoose } from "../loose_json.ts";
import { StorageError } from "../storage.ts";

const ACK = "\x06";
const NAK = "\x15";
const TYPE = 0xe000;
const LENGTH = 0x1fff;
const CHUNK = 1024;
/** µs after which a packet, and a file of which no more comes, are given up. */
const PACKET_LIMIT = 5_000_000;
const FILE_LIMIT = 10_000_000;

const RESPONSE = 0;
const EVAL = 0x2000;
const FILE_SEND = 0x6000;
const DATA = 0x8000;
const FILE_RECEIVE = 0xa000;

/** What the packets need of the console they come through. */
export interface PacketHost {
  board: SimBoard;
  write(text: string): void;
  /** Takes the line that is being typed off the screen. */
  removeLine(): void;
  evaluate(code: string): { value: unknown } | { error: unknown } | "hung";
  /** Shows an error as an exception that nobody caught. */
  show(error: unknown): void;
}

/** The binary packets that Espruino's console takes since 2v25, between its lines. */
export class Packets {
  private header = "";
  private data = "";
  private packetEnd = Infinity;
  private file: { name: string; size: number; offset: number } | undefined;
  private fileEnd = Infinity;

  constructor(private readonly host: PacketHost) {}

  /** In the middle of a packet: every byte is part of it. */
  get receiving(): boolean {
    return this.packetEnd < Infinity;
  }

  start(): void {
    this.header = this.data = "";
    this.packetEnd = this.host.board.clock.now + PACKET_LIMIT;
  }

  receive(char: string): void {
    if (this.header.length < 2) this.header += char;
    else this.data += char;
    if (this.header.length < 2) return;
    const flags = (this.header.charCodeAt(0) << 8) | this.header.charCodeAt(1);
    if (this.data.length < (flags & LENGTH)) return;
    this.packetEnd = Infinity;
    this.process(flags & TYPE, this.data);
  }

  /** Gives up what has not come in time. */
  checkTime(now: number): void {
    if (now >= this.packetEnd) {
      this.packetEnd = Infinity;
      this.host.write(NAK);
    }
    if (now >= this.fileEnd) this.endFile();
  }

  /** When there will be something to give up, in µs. */
  get nextAt(): number {
    return Math.min(this.packetEnd, this.fileEnd);
  }

  reset(): void {
    this.packetEnd = Infinity;
    this.endFile();
  }

  private process(kind: number, data: string): void {
    switch (kind) {
      case EVAL:
        this.evaluate(data);
        break;
      case FILE_SEND:
        this.reply(this.openFile(data));
        break;
      case DATA:
        this.writeData(data);
        break;
      case FILE_RECEIVE:
        this.sendFile(data);
        break;
      default:
        // Events are for programs of their own.
        this.reply(false);
    }
  }

  private reply(ok: boolean): void {
    this.host.write(ok ? ACK : NAK);
  }

  private send(kind: number, data: string): void {
    const flags = kind | (data.length & LENGTH);
    this.host.write("\x10\x01" + String.fromCharCode(flags >> 8, flags & 0xff) + data);
  }

  private evaluate(code: string): void {
    const result = this.host.evaluate(code);
    if (result === "hung") return;
    if ("error" in result) {
      this.host.removeLine();
      this.reply(false);
      this.host.show(result.error);
    } else {
      this.reply(true);
      this.send(RESPONSE, looseJson(result.value));
    }
  }

  private openFile(data: string): boolean {
    this.endFile();
    const wanted = options(data);
    // Files of a card, and compressed ones, are not modelled.
    if (!wanted || typeof wanted.fn !== "string" || !wanted.s || wanted.fs || wanted.c) return false;
    this.file = { name: wanted.fn, size: Number(wanted.s), offset: 0 };
    this.fileEnd = this.host.board.clock.now + FILE_LIMIT;
    return true;
  }

  private writeData(data: string): void {
    const { file } = this;
    if (!file) {
      this.reply(false);
      return;
    }
    let failure: StorageError | undefined;
    try {
      this.host.board.storage.write(file.name, Buffer.from(data, "latin1"), file.offset, file.size);
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      failure = error;
    }
    file.offset += data.length;
    if (file.offset >= file.size) this.endFile();
    else this.fileEnd = this.host.board.clock.now + FILE_LIMIT;
    if (failure) this.host.removeLine();
    // The firmware acknowledges even what it could not write.
    this.reply(true);
    if (failure) this.host.show(`Error: ${failure.message}`);
  }

  private sendFile(data: string): void {
    const name = options(data)?.fn;
    const found = typeof name === "string" ? this.host.board.storage.get(name) : undefined;
    this.reply(found !== undefined);
    if (!found) return;
    const text = Buffer.from(found).toString("latin1");
    for (let at = 0; at < text.length; at += CHUNK) this.send(DATA, text.slice(at, at + CHUNK));
    this.send(DATA, "");
  }

  private endFile(): void {
    this.file = undefined;
    this.fileEnd = Infinity;
  }
}

/** What stands in a packet about a file. */
function options(data: string): { fn?: unknown; s?: unknown; fs?: unknown; c?: unknown } | undefined {
  try {
    const value = readLoose(data);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
