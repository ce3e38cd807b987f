import type { DeviceConsole } from "./console.ts";
import type { Piece } from "./pieces.ts";

/** How often one line is sent before the connection is given up. */
const TRIES = 12;

/** Passes lines of an upload on to the board, one at a time, each again until the board has confirmed it. */
export class Feeder {
  private text = "";
  /** Confirmed so far. */
  done = 0;
  /** Lines that had to be sent again. */
  repeated = 0;
  private readonly byLine: Map<string, Piece>;

  constructor(
    private readonly console: DeviceConsole,
    private readonly pieces: readonly Piece[],
    private readonly progress: (done: number, of: number) => void,
  ) {
    this.byLine = new Map(pieces.map((piece) => [piece.line, piece]));
  }

  get complete(): boolean {
    return this.done === this.pieces.length;
  }

  /** Takes what the tool sends, in pieces of any size. */
  async take(data: Buffer): Promise<void> {
    this.text += data.toString("latin1");
    for (let end = this.text.indexOf("\n"); end >= 0; end = this.text.indexOf("\n")) {
      // The tool puts a DLE, which keeps the console from echoing, in front of each line.
      const line = this.text.slice(this.text.startsWith("\x10") ? 1 : 0, end);
      this.text = this.text.slice(end + 1);
      const piece = this.byLine.get(line);
      // What else the tool sends is for finding the prompt, which is known to be there.
      if (piece) await this.pass(piece);
      else if (line === "") await this.console.send("\n");
    }
  }

  private async pass(piece: Piece): Promise<void> {
    const { patience } = this.console;
    for (let attempt = 0; attempt < TRIES; attempt++) {
      if (attempt > 0) {
        this.repeated++;
        await this.console.clearLine(attempt);
      }
      const answer = this.console.answer(piece.word, patience.answer);
      await Promise.all([this.console.send(`\x10${piece.line}\n`), answer]);
      if ((await answer) === undefined) continue;
      this.progress(++this.done, this.pieces.length);
      return;
    }
    throw new Error(`the line at byte ${piece.offset - 1} did not arrive whole in ${TRIES} tries`);
  }
}
