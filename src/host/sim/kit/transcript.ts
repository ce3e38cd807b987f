import type { SimBoard } from "../board.ts";
import { transferText } from "./i2c_probe.ts";

/** All that can be seen of a board, in order of time: console, pins, I2C, and when it was started again. */
export function transcript(board: SimBoard): string {
  const { console, pins, description, downs, remarks } = board;
  const events: { at: number; text: string }[] = console.map(({ at, text }) => ({
    at,
    text: `print ${text}`,
  }));
  for (const pin of new Set(Object.values(pins)))
    for (const { at, level } of pin.edges) events.push({ at, text: `${pin.name} ${level}` });
  for (const { name } of description.i2c) {
    for (const record of board.i2c(Number(name.slice("I2C".length))).trace)
      events.push({ at: record.at, text: `${name} ${transferText(record).replace(/^[^:]*: /, "")}` });
  }
  for (const { at, cause } of downs) events.push({ at, text: `down ${cause}` });
  const lines = events.sort((a, b) => a.at - b.at).map(({ at, text }) => `${at} ${text}`);
  return [...lines, ...remarks.map((text) => `remark ${text}`)].join("\n") + "\n";
}
