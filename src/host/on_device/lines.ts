import { decoded } from "../device/console_text.ts";

/** Puts what a console sends together to lines, without what it sends for the eyes. */
export class Lines {
  private rest = "";

  constructor(private readonly take: (line: string) => void) {}

  /** @param text one character a byte */
  add(text: string): void {
    const lines = (this.rest + text).split("\n");
    this.rest = lines.pop()!;
    for (const line of lines) {
      // eslint-disable-next-line no-control-regex -- escape sequences begin so
      const plain = line.replace(/\x1b\[[\d;]*[A-Za-z]|[\r\b]/g, "");
      this.take(decoded(plain));
    }
  }
}
