import { crc32 } from "node:zlib";

/** Characters of an unfinished answer that are kept. */
const KEPT = 200_000;

/** The line that asks; the board runs it only if it has arrived as it was sent. */
export function question(word: string, expression: string, prepare: string): string {
  const code =
    `(function(){var r;try{${prepare};r=JSON.stringify({value:${expression}})}` +
    `catch(e){r=JSON.stringify({error:""+e})}print("<u:${word}:"+r.length+":"+E.CRC32(r)+":"+r+">")})()`;
  return `\x10(function(c,b){if(E.CRC32(b)==c)eval(b)})(${crc32(code)},${JSON.stringify(code)})\n`;
}

/** What the board prints by itself as the answer `json` to `word`. */
export function answerText(word: string, json: string): string {
  return `<u:${word}:${json.length}:${crc32(Buffer.from(json, "latin1"))}:${json}>`;
}

/** Tells the answers in what a board prints from everything else. */
export class AnswerReader {
  private pending = "";

  /** @param found called with each answer that has arrived as it was sent */
  constructor(private readonly found: (word: string, json: string) => void) {}

  /** Takes what has come, in pieces of any size, one character a byte. Gives what of it is no answer, and cannot be the beginning of one. */
  take(text: string): string {
    this.pending += text;
    let plain = "";
    for (;;) {
      const start = this.pending.indexOf("<u:");
      if (start < 0) break;
      plain += this.pending.slice(0, start);
      this.pending = this.pending.slice(start);
      const read = readAnswer(this.pending);
      if (read === "unfinished" && this.pending.length < KEPT) return plain;
      if (typeof read === "string") {
        // Looked like an answer and is none.
        plain += this.pending.slice(0, 3);
        this.pending = this.pending.slice(3);
        continue;
      }
      this.found(read.word, read.json);
      this.pending = this.pending.slice(read.length);
    }
    // The beginning of an answer may be all that has come.
    const kept = /<u?$/.exec(this.pending)?.[0].length ?? 0;
    plain += this.pending.slice(0, this.pending.length - kept);
    this.pending = this.pending.slice(this.pending.length - kept);
    return plain;
  }

  /** Gives up an answer that has begun, and gives what of it is none. */
  skip(): string {
    if (!this.pending.startsWith("<u:")) return "";
    const [first, rest] = [this.pending.slice(0, 3), this.pending.slice(3)];
    this.pending = "";
    return first + this.take(rest);
  }
}

function readAnswer(text: string): { word: string; json: string; length: number } | "unfinished" | "none" {
  const head = /^<u:(\w+):(\d{1,6}):(\d{1,10}):/.exec(text);
  if (!head) return /^<u:(\w*(:\d{0,6}(:\d{0,10}:?)?)?)?$/.test(text) ? "unfinished" : "none";
  const end = head[0].length + Number(head[2]);
  if (text.length <= end) return "unfinished";
  const json = text.slice(head[0].length, end);
  if (text[end] !== ">" || crc32(Buffer.from(json, "latin1")) !== Number(head[3])) return "none";
  return { word: head[1], json, length: end + 1 };
}

/** Why that is not Espruino, if it looks like something else. */
export function foreign(text: string): string | undefined {
  if (/MicroPython|\n>>> /.test(text)) return "it runs MicroPython";
  if (/waiting for download/.test(text)) return "its loader waits for a download";
  if (/invalid header|flash read err|No bootable app/i.test(text)) return "its loader finds no program";
  if (/\brst:0x|\bets [A-Z][a-z]{2} /.test(text) && !/[Ee]spruino/.test(text))
    return "its loader starts again and again";
  // eslint-disable-next-line no-control-regex -- the console's own escape sequences are no oddity
  const odd = text.replace(/[\t\r\n\x1b\x20-\x7e]/g, "").length;
  return odd > text.length / 4 ? "what comes is no text" : undefined;
}
