import { readFileSync } from "node:fs";
import { fail } from "../../compiler/errors.ts";
import { parseJson } from "../../compiler/json_file.ts";
import type { I2CRecord } from "../i2c.ts";
import type { Edge, Level } from "../pins.ts";
import { micros, type Time } from "./micros.ts";

/** What a device on I2C was told and what it said, to be played back by {@link RecordedI2C}. */
export interface I2CRecording {
  kind: "i2c";
  /** 7 bits. */
  address: number;
  transfers: I2CExchange[];
}

export interface I2CExchange {
  kind: "write" | "read";
  bytes: number[];
  /** What the device did not acknowledge; the last byte, if it was data. */
  nack?: "address" | "data";
}

/** The edges of a line, to be played back by {@link RecordedEdges}. */
export interface EdgeRecording {
  kind: "edges";
  /** Each with its µs from the start of the recording. */
  edges: { at: number; level: Level }[];
  /** µs from the start of the recording to its end. */
  length: number;
}

/**
 * What went over an I2C bus to and from one device, as something to be written to a file with `JSON.stringify`.
 *
 * @example
 * writeFileSync("light.json", JSON.stringify(recordI2C(board.i2c(1).trace, 0x23)));
 */
export function recordI2C(trace: readonly I2CRecord[], address: number): I2CRecording {
  const transfers = trace
    .filter((record) => record.address === address && !record.timeout)
    .map(({ kind, bytes, nack }) => ({ kind, bytes: [...bytes], ...(nack && { nack }) }));
  return { kind: "i2c", address, transfers };
}

/**
 * The edges of a pin in a stretch of virtual time, as something to be written to a file with `JSON.stringify`.
 *
 * @param to when the recording ends; default: a second after the last edge
 */
export function recordEdges(
  edges: readonly Edge[],
  { from = 0, to }: { from?: Time; to?: Time } = {},
): EdgeRecording {
  const start = micros(from);
  const end = to === undefined ? (edges.at(-1)?.at ?? start) + 1e6 : micros(to);
  const kept = edges.filter(({ at }) => at >= start && at < end);
  return {
    kind: "edges",
    edges: kept.map(({ at, level }) => ({ at: at - start, level })),
    length: end - start,
  };
}

/** A recording: as it is, or read from a file. */
export function recordingOf<T extends I2CRecording | EdgeRecording>(
  source: string | T,
  kind: T["kind"],
  isWell: (recording: T) => boolean,
): T {
  if (typeof source !== "string") return source;
  let text: string;
  try {
    text = readFileSync(source, "utf8");
  } catch (error) {
    fail(`cannot read ${source}: ${(error as NodeJS.ErrnoException).code ?? ""}`);
  }
  const recording = parseJson(source, text, "a recording") as T | null;
  if (typeof recording !== "object" || recording?.kind !== kind || !isWell(recording))
    fail(`not a recording of ${kind === "i2c" ? "I2C transfers" : "edges"}`, {
      file: source,
      hint: `make one with ${kind === "i2c" ? "recordI2C" : "recordEdges"}`,
    });
  return recording;
}
