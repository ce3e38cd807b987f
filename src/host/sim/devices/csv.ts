import { readFileSync } from "node:fs";
import { CsvError, parse } from "csv-parse/sync";
import { BuildError, fail } from "../../compiler/errors.ts";
import { micros, type Time } from "./micros.ts";
import type { Series } from "./source.ts";

export interface CsvOptions {
  /** The column of times: seconds of virtual time, or times such as 2026-05-01T12:00:00Z, of which the first is 0. Default: the first column. */
  time?: string;
  /** What the value is between two rows: on a straight line from one to the other, as by default, or that of the row before. */
  interpolation?: "linear" | "step";
  /** When the file begins again: after so long or, if true, at the time of its last row. Default: the last value stays. */
  repeat?: Time | boolean;
}

interface Row {
  line: number;
  fields: string[];
}

/**
 * The values of a column of a CSV file, whose first line names the columns. Commas, semicolons and tabs separate; lines
 * that begin with # are left out. Before the first row the value is that of the first row.
 *
 * @throws BuildError with file, line and what is allowed, for a hole, for what is no number, and for times that do not rise
 *
 * @example
 * new BME280({ i2c: 1, temperature_c: csv("weather.csv", "temperature_c", { repeat: "1d" }) });
 */
export function csv(file: string, column: string, options: CsvOptions = {}): Series {
  const { header, rows } = read(file);
  const index = (name: string): number => {
    const found = header.indexOf(name);
    if (found < 0)
      fail(`there is no column "${name}"`, { file, line: 1, hint: `columns: ${header.join(", ")}` });
    return found;
  };
  const timeColumn = options.time ?? header[0];
  const [timeAt, valueAt] = [index(timeColumn), index(column)];
  const times: number[] = [];
  const values: number[] = [];
  let first: number | undefined;
  for (const { line, fields } of rows) {
    const stamp = time(fields[timeAt], timeColumn, { file, line });
    if (stamp.date && times.length === 0) first = stamp.seconds;
    if (stamp.date !== (first !== undefined))
      fail(`${timeColumn} is seconds in one row and a date in another`, { file, line });
    const seconds = stamp.seconds - (first ?? 0);
    const last = times.at(-1);
    if (last !== undefined && seconds <= last)
      fail(`${timeColumn} does not rise: ${seconds} s comes after ${last} s`, {
        file,
        line,
        hint: "each row is later than the one before",
      });
    times.push(seconds);
    values.push(number(fields[valueAt], column, { file, line }));
  }
  const period = periodOf(times.at(-1) ?? 0, options.repeat, file);
  const step = options.interpolation === "step";
  return {
    at: (time_s) => interpolate(times, values, period === undefined ? time_s : time_s % period, step),
    check(name, min, max) {
      const wrong = values.findIndex((value) => value < min || value > max);
      if (wrong >= 0)
        fail(`${name} is from ${min} to ${max}, not ${values[wrong]}`, { file, line: rows[wrong].line });
    },
  };
}

function read(file: string): { header: string[]; rows: Row[] } {
  const text = textOf(file).replaceAll(/\r\n?/g, "\n");
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text, {
      bom: true,
      comment: "#",
      delimiter: [",", ";", "\t"],
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as typeof records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    fail(error.message, { file, line: (error as unknown as { lines: number }).lines });
  }
  const [head, ...rest] = records;
  if (rest.length === 0)
    fail("there are no values", {
      file,
      hint: "the first line names the columns, each other line is a moment",
    });
  const header = head.record;
  const rows = rest.map(({ record, info }) => ({ line: info.lines, fields: record }));
  for (const { line, fields } of rows) {
    if (fields.length !== header.length)
      fail(`this line has ${fields.length} fields, the first line has ${header.length}`, {
        file,
        line,
        hint: `columns: ${header.join(", ")}; decimals have a point`,
      });
  }
  return { header, rows };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new BuildError([
      { message: `cannot read ${file}: ${(error as NodeJS.ErrnoException).code ?? ""}` },
    ]);
  }
}

interface At {
  file: string;
  line: number;
}

function number(text: string, column: string, at: At): number {
  if (text === "") fail(`${column} has a hole`, { ...at, hint: "write a number such as 21.5 in each row" });
  const value = Number(text);
  if (!Number.isFinite(value)) fail(`${column} is "${text}"`, { ...at, hint: "write a number such as 21.5" });
  return value;
}

/** ISO 8601; without a zone it is UTC, so that a file means the same everywhere. */
const DATE = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?)?$/;

function time(text: string, column: string, at: At): { seconds: number; date: boolean } {
  if (/^\d+(\.\d+)?$/.test(text)) return { seconds: Number(text), date: false };
  const [, day, clock = "00:00", zone = "Z"] = DATE.exec(text) ?? [];
  const seconds = day === undefined ? NaN : Date.parse(`${day}T${clock}${zone}`) / 1000;
  if (Number.isNaN(seconds))
    fail(text === "" ? `${column} has a hole` : `${column} is "${text}"`, {
      ...at,
      hint: "write seconds from 0 on, or times such as 2026-05-01T12:00:00Z",
    });
  return { seconds, date: true };
}

function periodOf(last: number, repeat: Time | boolean | undefined, file: string): number | undefined {
  if (repeat === undefined || repeat === false) return undefined;
  const period = repeat === true ? last : micros(repeat) / 1e6;
  if (period < last || period === 0)
    fail(`it cannot begin again after ${period} s: its last row is at ${last} s`, { file });
  return period;
}

function interpolate(times: number[], values: number[], time: number, step: boolean): number {
  if (time <= times[0]) return values[0];
  let [low, high] = [0, times.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (times[middle] <= time) low = middle;
    else high = middle;
  }
  if (step || high === times.length) return values[low];
  const part = (time - times[low]) / (times[high] - times[low]);
  return values[low] + (values[high] - values[low]) * part;
}
