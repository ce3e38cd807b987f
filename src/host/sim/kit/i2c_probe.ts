import type { I2CRecord, SimI2C } from "../i2c.ts";
import { duration } from "../timeline.ts";
import { during, entries, failed, listed, stretch, type TimeWindow } from "./expecting.ts";

/** Which transfers are meant: all of what is said has to be so. */
export interface TransferFilter extends TimeWindow {
  /** 7 bits. */
  address?: number;
  kind?: I2CRecord["kind"];
  /** All bytes that went over the wire. */
  bytes?: readonly number[];
  /** What was not acknowledged; false: all was. */
  nack?: "address" | "data" | false;
}

/** The traffic on an I2C bus, as a logic analyser shows it. */
export class I2CProbe {
  constructor(
    /** The bus of the board. */
    readonly bus: SimI2C,
  ) {}

  /** Transfers in the order in which they were made. */
  transfers({ address, kind, bytes, nack, ...window }: TransferFilter = {}): I2CRecord[] {
    return entries(this.bus.trace, stretch(window)).filter(
      (record) =>
        (address === undefined || record.address === address) &&
        (kind === undefined || record.kind === kind) &&
        (bytes === undefined || String(record.bytes) === String(bytes)) &&
        (nack === undefined || (record.nack ?? false) === nack),
    );
  }

  /** There were transfers like this: so many or, where `count` is left out, one or more. */
  expect(filter: TransferFilter, count?: number): void {
    const found = this.transfers(filter).length;
    if (count === undefined ? found > 0 : found === count) return;
    const seen = entries(this.bus.trace, stretch(filter));
    const wanted = count === undefined ? "" : `, not ${count}`;
    const message = `${this.bus.name} has ${found} ${describe(filter)}${during(stretch(filter))}${wanted}`;
    const values = { actual: found, expected: count ?? "one or more" };
    failed(message + listed(`transfers on ${this.bus.name}`, seen.map(transferText)), values);
  }
}

/** A transfer as text, such as `1.5 s: write to 0x23: 20`. */
export function transferText({ at, kind, address, bytes, nack, timeout }: I2CRecord): string {
  const data = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
  const place = `${kind} ${kind === "write" ? "to" : "from"} 0x${address.toString(16)}`;
  const end = timeout ? ", held for too long" : nack ? `, no ACK of ${nack}` : "";
  return `${duration(at)}: ${place}${data === "" ? "" : `: ${data}`}${end}`;
}

function describe({ address, kind, bytes, nack }: TransferFilter): string {
  const whom =
    address === undefined
      ? ""
      : ` ${kind === "read" ? "from" : kind === "write" ? "to" : "with"} 0x${address.toString(16)}`;
  const data = bytes === undefined ? "" : ` of [${bytes.map((byte) => "0x" + byte.toString(16)).join(", ")}]`;
  const ack =
    nack === undefined
      ? ""
      : nack === false
        ? " that were acknowledged"
        : ` whose ${nack} was not acknowledged`;
  return `${kind ?? "transfer"}s${data}${whom}${ack}`;
}
