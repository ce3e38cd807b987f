import { I2CPart, type I2CPartOptions } from "./i2c_part.ts";
import type { PartKind } from "./part.ts";
import { checkOptions } from "./part_check.ts";
import { recordingOf, type I2CExchange, type I2CRecording } from "./recording.ts";

const kind: PartKind = {
  name: "RecordedI2C",
  wires: {
    i2c: { kind: "i2c" },
    address: { kind: "address", allowed: Array.from({ length: 112 }, (_, i) => i + 8) },
  },
  quantities: {},
  settings: { recording: { type: "file" }, repeat: { type: "boolean", usual: false } },
  faults: ["unplugged", "nack", "stuck", "checksum"],
};

export interface RecordedI2COptions extends I2CPartOptions {
  /** What `recordI2C` has made, or the name of a file of it. */
  recording: string | I2CRecording;
  /** Whether it begins again when it is over. */
  repeat?: boolean;
}

/**
 * Any device on I2C, of which nothing is known but what it once said: it gives the same answers in the same order, as
 * long as the program writes and reads as it did then, at whatever times. What is not as recorded is reported. When it was
 * without power, it begins again, as the program does.
 */
export class RecordedI2C extends I2CPart {
  static readonly kind = kind;
  private readonly transfers: readonly I2CExchange[];
  private place = 0;

  constructor(options: RecordedI2COptions) {
    checkOptions(kind, { ...options });
    const recording = recordingOf(options.recording, "i2c", isWell);
    super(kind, { ...options, address: options.address ?? recording.address });
    this.transfers = recording.transfers;
  }

  protected override powerUp(): void {
    this.place = 0;
  }

  protected receive(bytes: Uint8Array): number | boolean {
    const { nack, bytes: expected } = this.next(
      "write",
      [...bytes].map(hex).join(" "),
      ({ bytes: known, nack }) =>
        nack === undefined
          ? known.length === bytes.length && known.every((byte, i) => byte === bytes[i])
          : known.every((byte, i) => byte === bytes[i]),
    );
    if (nack === undefined) return true;
    return nack === "data" && expected.length - 1;
  }

  protected send(count: number): number[] | false {
    const { nack, bytes } = this.next(
      "read",
      `${count} bytes`,
      ({ bytes: known, nack }) => nack !== undefined || known.length === count,
    );
    return nack === undefined && [...bytes];
  }

  private next(what: I2CExchange["kind"], text: string, fits: (next: I2CExchange) => boolean): I2CExchange {
    const { transfers } = this;
    if (this.place === transfers.length && this.setting("repeat")) this.place = 0;
    if (this.place >= transfers.length)
      throw new Error(
        `the recording is over after ${transfers.length} transfers: it has no ${what} of ${text}`,
      );
    const next = transfers[this.place];
    if (next.kind !== what || !fits(next))
      throw new Error(
        `transfer ${this.place + 1} of the recording is a ${next.kind} of ${next.bytes.map(hex).join(" ") || "nothing"}, not a ${what} of ${text}`,
      );
    this.place++;
    return next;
  }
}

function isWell({ address, transfers }: I2CRecording): boolean {
  return (
    Number.isInteger(address) &&
    Array.isArray(transfers) &&
    transfers.every(({ kind: what, bytes }) => (what === "write" || what === "read") && Array.isArray(bytes))
  );
}

const hex = (byte: number): string => "0x" + byte.toString(16).padStart(2, "0");
