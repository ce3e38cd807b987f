/** What Espruino sends to put its prompt away before it prints, and to keep terminals from breaking lines. */
const REDRAWING = ["\x1b[J", "\x1b[?7l", "\r", "\b"];

/** A line of the console without its prompt. */
export function cleanLine(line: string): string {
  return REDRAWING.reduce((text, mark) => text.replaceAll(mark, ""), line).replace(/^(debug)?>/, "");
}

/** Text of a board, which has one character a byte there: mostly these are UTF-8. Gives other text back as it is. */
export function decoded(bytes: string): string {
  if (/[^\0-\xff]/.test(bytes)) return bytes;
  const text = Buffer.from(bytes, "latin1").toString("utf8");
  return text.includes("\ufffd") ? bytes : text;
}
