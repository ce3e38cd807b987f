import { openBrackets } from "./brackets.ts";
import { Typed } from "./typed_line.ts";

/** What the line being typed is shown on, and handed to. */
export interface LineHost {
  write(text: string): void;
  /** Whether the program, or whoever sits at the console, has left the echo on. */
  readonly echo: boolean;
  /** Does what the line says. Returns false if that never ends. */
  execute(line: string): boolean;
  /** A packet begins; its bytes are not for the line. */
  startPacket(): void;
  /** What the firmware calls itself; undefined: it is too old to tell, and to know packets. */
  readonly identity: string | undefined;
  /** What stands before the prompt. */
  readonly mode: string;
}

type State = "" | "cr" | "dle" | "esc" | "esc O" | "esc [" | "number";

const ERASE = "\x1b[J";
const TAB = "    ";

/**
 * The line editor of Espruino's console: echo, cursor, history, lines that go on while brackets are open.
 *
 * Follows jsinteractive.c of Espruino 2v29.
 */
export class LineInput {
  private line = new Typed();
  private state: State = "";
  private number = 0;
  /** The line and its prompt are not to be seen, for something else is being printed. */
  private removed = true;
  private silentLine = false;
  private readonly history: string[] = [];

  constructor(private readonly host: LineHost) {}

  /** Whether what is typed shows, and the results of lines: neither `echo(0)` nor a DLE before this line. */
  get echo(): boolean {
    return this.host.echo && !this.silentLine;
  }

  get silent(): boolean {
    return this.silentLine;
  }

  private get shown(): boolean {
    return this.echo && !this.removed;
  }

  /** Takes the line off the screen, to print something in its place. */
  remove(): void {
    if (this.removed) return;
    this.removed = true;
    if (!this.echo) return;
    this.host.write(this.line.moves(this.line.cursor, 0) + "\r" + ERASE + "\b".repeat(this.host.mode.length));
  }

  /** Puts the prompt and the line back. */
  restore(): void {
    if (!this.removed) return;
    this.removed = false;
    if (!this.echo) return;
    const { line } = this;
    this.host.write(`${this.host.mode}>${withColons(line.text)}${line.moves(line.text.length, line.cursor)}`);
  }

  /** Forgets the line, as ctrl-C does. */
  clear(): void {
    if (this.line.text === "") return;
    this.remove();
    this.line = new Typed();
  }

  /** The interpreter has started again. */
  reset(): void {
    this.line = new Typed();
    this.state = "";
    this.silentLine = false;
    this.removed = true;
  }

  receive(char: string): void {
    const { state } = this;
    const code = char.charCodeAt(0);
    if (code === 0) this.state = "";
    else if (code === 1) this.mayStartPacket();
    else if (code === 5) this.identify();
    else if (code === 16) {
      if (this.line.text === "") this.silentLine = true;
      this.state = "dle";
    } else if (code === 27) this.state = "esc";
    else if (state === "esc" || state === "esc O" || state === "esc [" || state === "number")
      this.escape(state, char);
    else this.type(char);
  }

  private mayStartPacket(): void {
    if (this.state !== "dle" || this.host.identity === undefined) return;
    this.state = "";
    // The DLE was that of the packet.
    this.silentLine = false;
    this.host.startPacket();
  }

  private identify(): void {
    if (this.line.text === "" && this.host.identity !== undefined)
      this.host.write(`${this.host.identity}\r\n`);
  }

  private type(char: string): void {
    const before = this.state;
    this.state = "";
    if (char === "\b" || char === "\x7f") this.erase(this.line.cursor - 1);
    else if (char === "\n" && before === "cr") return;
    else if (char === "\r" || char === "\n") {
      if (char === "\r") this.state = "cr";
      this.newLine(true);
    } else if (char >= " " || char === "\t") this.insert(char === "\t" ? TAB : char);
  }

  private escape(state: State, char: string): void {
    this.state = "";
    if (state === "esc") {
      if (char === "O") this.state = "esc O";
      else if (char === "[") this.state = "esc [";
      else if (char === "\n") this.newLine(false);
    } else if (state === "number" && /\d/.test(char)) {
      this.number = this.number * 10 + Number(char);
      this.state = "number";
    } else if (state === "number") this.numbered(char);
    else if (state === "esc [" && /\d/.test(char)) {
      this.number = Number(char);
      this.state = "number";
    } else this.cursorKey(char);
  }

  private numbered(char: string): void {
    if (char === "H" && this.number === 2) this.clear();
    if (char !== "~") return;
    if (this.number === 1) this.cursorKey("H");
    else if (this.number === 3) this.erase(this.line.cursor);
    else if (this.number === 4) this.cursorKey("F");
  }

  private cursorKey(char: string): void {
    const { line } = this;
    if (char === "D" && line.before !== "" && line.before !== "\n") this.moveTo(line.cursor - 1);
    else if (char === "C" && line.after !== "" && line.after !== "\n") this.moveTo(line.cursor + 1);
    else if (char === "F") this.moveTo(line.endOfRow);
    else if (char === "H") this.moveTo(line.startOfRow);
    else if (char === "A" || char === "B") this.upOrDown(char === "A");
  }

  private upOrDown(up: boolean): void {
    const { line, history } = this;
    const place = history.indexOf(line.text);
    if ((line.text !== "" && place < 0) || line.cursor !== line.text.length) {
      this.moveTo(line.rowAway(up ? -1 : 1));
      return;
    }
    const found = place >= 0 ? history[place + (up ? -1 : 1)] : up ? history.at(-1) : undefined;
    if (found === undefined && up) return;
    if (this.shown) this.host.write(line.moves(line.cursor, 0) + ERASE + withColons(found ?? ""));
    this.line = new Typed(found);
  }

  private moveTo(place: number): void {
    if (this.shown) this.host.write(this.line.moves(this.line.cursor, place));
    this.line.cursor = place;
  }

  private insert(text: string): void {
    const { line } = this;
    const rest = text + line.restOfRow;
    const atEnd = line.cursor === line.text.length;
    line.insert(text);
    if (this.shown) this.host.write((atEnd ? "" : `${rest} ${"\b".repeat(rest.length + 1)}`) + text);
  }

  /** Takes out the character at a place. */
  private erase(place: number): void {
    const { line } = this;
    if (place < 0 || place >= line.text.length) return;
    const isBackspace = place < line.cursor;
    const row = line.text[place] === "\n";
    const back = row && isBackspace ? line.moves(line.cursor, place) : "";
    line.delete(place);
    if (!this.shown) return;
    const rest = line.restOfRow;
    if (row) {
      const below = withColons(line.text.slice(line.cursor)) + line.moves(line.text.length, line.cursor);
      this.host.write(ERASE + (isBackspace ? "\b " + back : "") + below);
    } else this.host.write(`${isBackspace ? "\b" : ""}${rest} ${"\b".repeat(rest.length + 1)}`);
  }

  private newLine(execute: boolean): void {
    const { line } = this;
    if (line.text.slice(line.cursor).trim() !== "") {
      line.insert("\n");
      if (this.shown)
        this.host.write(
          `${ERASE}\r\n:${withColons(line.text.slice(line.cursor))}${line.moves(line.text.length, line.cursor)}`,
        );
    } else if (execute && openBrackets(line.text) <= 0) this.executeLine();
    else {
      if (this.shown) this.host.write("\r\n:");
      line.cursor = line.text.length;
      line.insert("\n");
    }
  }

  private executeLine(): void {
    if (this.shown) this.host.write("\r\n");
    if (!this.silentLine) this.removed = true;
    const text = this.line.text.trimEnd();
    this.line = new Typed();
    if (!this.host.execute(text)) return;
    if (text !== "" && text.length <= 500 && this.echo) this.remember(text);
    this.endLine();
  }

  /** The line has been done: the next one is not to be silent because this one was. */
  endLine(): void {
    this.silentLine = false;
  }

  private remember(text: string): void {
    const place = this.history.indexOf(text);
    if (place >= 0) this.history.splice(place, 1);
    this.history.push(text);
  }
}

/** Text of several rows as the console shows it. */
function withColons(text: string): string {
  return text.replaceAll("\n", "\r\n:");
}
