import { sleep, wallClock, type Clock } from "../clock.ts";
import { cleanLine, decoded } from "./console_text.ts";
import type { Link } from "./link.ts";
import type { TraceDecoder } from "./trace.ts";

export interface MonitorOptions {
  /** Opens the connection, again and again when it is lost. */
  open: () => Promise<Link>;
  /** An open connection to begin with. */
  link?: Link | undefined;
  /** What has come over that connection lately. */
  printed?: string;
  decoder?: TraceDecoder | undefined;
  /** Gets whole lines. */
  out: (text: string) => void;
  /** Gets what the monitor itself has to say. */
  say: (text: string) => void;
  /** Lines to send to the board. */
  input?: AsyncIterable<string> | undefined;
  /** Ends it; the board is left as it is. */
  signal: AbortSignal;
  /** For the time of day of each line. */
  now?: () => Date;
  /** For all that is waited for. Default: time as it passes. */
  clock?: Clock;
  /** Time between attempts to open, and until an unfinished line is shown, in ms. */
  pause?: number;
}

const PAUSE = 500;

/** Shows what a board prints, with the time of each line, until it is told to stop. Connects again when the board goes and comes back. */
export async function monitor(options: MonitorOptions): Promise<void> {
  const { signal, say, clock = wallClock, pause = PAUSE } = options;
  let { link, printed = "" } = options;
  let told = false;
  void forward(options, () => link);
  while (!signal.aborted) {
    if (!link) {
      try {
        link = await options.open();
      } catch (error) {
        if (!told) say(`waiting: ${(error as Error).message.split("\n")[0]}\n`);
        told = true;
        await sleep(clock, pause, signal).catch(() => undefined);
        continue;
      }
    }
    told = false;
    say(`connected to ${link.name}; ctrl-C leaves the board running\n`);
    const reason = await watch(link, printed, options);
    printed = "";
    if (reason !== undefined) say(`connection lost: ${reason}\n`);
    link = undefined;
  }
}

/** Until the connection ends, with its reason, or the signal comes. */
async function watch(link: Link, printed: string, options: MonitorOptions): Promise<string | undefined> {
  const { signal, out, decoder, now = () => new Date(), clock = wallClock, pause = PAUSE } = options;
  const show = (line: string) => out(`${stamp(now())}  ${decoded(decoder?.line(line) ?? line)}\n`);
  const lines = new ConsoleLines(show, pause, clock);
  lines.take(printed);
  link.onData = (data) => lines.take(data.toString("latin1"));
  try {
    return await new Promise<string | undefined>((resolve) => {
      if (signal.aborted) resolve(undefined);
      signal.addEventListener("abort", () => resolve(undefined), { once: true });
      link.onClose = resolve;
      if (link.closed !== undefined) resolve(link.closed);
    });
  } finally {
    lines.flush();
    await link.close();
  }
}

async function forward({ input, signal }: MonitorOptions, link: () => Link | undefined): Promise<void> {
  if (!input) return;
  for await (const line of input) {
    if (signal.aborted) return;
    // A line that meets no connection is lost, as on any console.
    await link()
      ?.write(Buffer.from(`${line}\n`, "latin1"))
      .catch(() => undefined);
  }
}

/** Cuts what a console prints into lines, without prompts and the marks that redraw them. */
export class ConsoleLines {
  private text = "";
  private callOff: () => void = () => undefined;

  /** @param pause ms until an unfinished line is shown */
  constructor(
    private readonly line: (line: string) => void,
    private readonly pause: number,
    private readonly clock: Clock = wallClock,
  ) {}

  take(text: string): void {
    this.text += text;
    const lines = this.text.split("\n");
    this.text = lines.pop()!;
    for (const line of lines) this.show(line);
    this.callOff();
    if (this.text !== "") this.callOff = this.clock.after(this.pause, () => this.flush());
  }

  /** Shows an unfinished line, too. */
  flush(): void {
    this.callOff();
    const rest = this.text;
    this.text = "";
    if (cleanLine(rest) !== "") this.show(rest);
  }

  private show(line: string): void {
    const text = cleanLine(line);
    // The marker under a line of a trace says nothing without that line.
    if (text.trim() !== "" && text.trim() !== "^") this.line(text);
  }
}

function stamp(date: Date): string {
  const two = (number: number, digits = 2) => String(number).padStart(digits, "0");
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${two(date.getMilliseconds(), 3)}`;
}
