import { randomBytes } from "node:crypto";
import { sleep, type Clock } from "../clock.ts";
import { AnswerReader, foreign, question } from "./answers.ts";
import type { Link } from "./link.ts";
import { DeviceError } from "./troubles.ts";

/** Time limits in ms. */
export interface Patience {
  /** For an answer of a board that has nothing else to do. */
  answer: number;
  /** For ctrl-C to take effect. */
  interrupt: number;
  /** For a program to start, or for Storage to be tidied up. */
  slow: number;
}

export const PATIENCE: Patience = { answer: 1500, interrupt: 400, slow: 15_000 };

const CTRL_C = "\x03";
const STOP_ALL = "\x10clearInterval();clearTimeout();clearWatch()\n";

/**
 * The console of Espruino, with questions and answers that are sure to be whole: each carries a CRC32, a corrupted question is
 * never run and a corrupted answer never believed, so asking again is all that a bad line needs.
 */
export class DeviceConsole {
  /** What has arrived lately and was no answer, for guessing what is at the other end. */
  recent = "";
  /** Called with what the board prints, answers left out; one character a byte. */
  onText: (text: string) => void = () => undefined;
  /** Everything that is stopped from outside stops with this. */
  signal: AbortSignal | undefined;
  /** Set when no program is left that ctrl-C could harm. */
  mayInterrupt = false;
  private sinceInterrupt = "";
  private readonly waiting = new Map<string, (json: string) => void>();
  private readonly reader = new AnswerReader((word, json) => this.waiting.get(word)?.(json));
  private lost: ((error: Error) => void)[] = [];

  /** @param newWord gives what marks a question and its answer: a word that no other question has had, on this connection or before it */
  constructor(
    readonly link: Link,
    readonly patience: Patience = PATIENCE,
    private readonly newWord = () => `q${randomBytes(3).toString("hex")}`,
  ) {
    link.onData = (data) => this.show(this.reader.take(data.toString("latin1")));
    link.onClose = (reason) => {
      for (const reject of this.lost.splice(0)) reject(new LinkLost(reason));
    };
  }

  /** What the time limits go by: the connection's. */
  get clock(): Clock {
    return this.link.clock;
  }

  async send(text: string): Promise<void> {
    this.signal?.throwIfAborted();
    await this.link.write(Buffer.from(text, "latin1"));
  }

  /**
   * Runs code on the board and gives the value of an expression in it.
   *
   * @param expression of JSON; `prepare` is run before it
   * @throws NoAnswer after `tries` questions, {@link DeviceFailure} when it raises there
   */
  async ask(expression: string, options: AskOptions = {}): Promise<unknown> {
    const { tries = 8, timeout = this.patience.answer } = options;
    for (let attempt = 0; attempt < tries; attempt++) {
      if (attempt > 0) await this.clearLine(attempt);
      // Each time, so that a late answer is no other's.
      const word = this.newWord();
      const answer = this.answer(word, timeout);
      await Promise.all([this.send(question(word, expression, options.prepare ?? "")), answer]);
      const json = await answer;
      if (json === undefined) continue;
      const { value, error } = JSON.parse(json) as { value?: unknown; error?: string };
      if (error !== undefined) throw new DeviceFailure(error);
      return value;
    }
    throw new NoAnswer();
  }

  /** Gets rid of what stands in the input line, before the `attempt`th question: one that has lost its end, or what somebody typed. */
  async clearLine(attempt: number): Promise<void> {
    // A newline ends all but a bracket or a string that is still open; ctrl-C ends those as well.
    if (attempt % 2 === 1 || !this.mayInterrupt) return await this.send("\n");
    const idle = () => sleep(this.clock, this.patience.interrupt / 4, this.signal);
    // Something has to be there: the desk's build of Espruino ends when ctrl-C comes to an empty line twice within five seconds.
    await this.send(" ");
    await idle();
    await this.send(CTRL_C);
    // It takes effect in the idle loop, and would take with it what is there by then.
    await idle();
  }

  /** Waits for an answer; undefined if it has not come in time. */
  async answer(word: string, timeout: number): Promise<string | undefined> {
    this.signal?.throwIfAborted();
    if (this.link.closed !== undefined) throw new LinkLost(this.link.closed);
    const { promise, resolve, reject } = withResolvers<string | undefined>();
    const stop = () => reject(this.signal!.reason as Error);
    this.waiting.set(word, resolve);
    this.lost.push(reject);
    this.signal?.addEventListener("abort", stop);
    const callOff = this.clock.after(timeout, () => {
      // The beginning of an answer whose length has been corrupted would hide the next ones.
      this.show(this.reader.skip());
      resolve(undefined);
    });
    try {
      return await promise;
    } finally {
      callOff();
      this.waiting.delete(word);
      this.lost = this.lost.filter((one) => one !== reject);
      this.signal?.removeEventListener("abort", stop);
    }
  }

  /** Waits until the console answers. A program that runs is left alone. */
  async attend(): Promise<void> {
    try {
      await this.ask("1", { tries: 3 });
    } catch (error) {
      if (error instanceof NoAnswer) throw this.unanswered();
      throw error;
    }
  }

  /** Waits until the console answers, and stops for that what keeps it from doing so. */
  async breakIn(): Promise<void> {
    const answers = async (timeout: number, tries: number) => {
      try {
        await this.ask("1", { tries, timeout });
        return true;
      } catch (error) {
        if (error instanceof NoAnswer) return false;
        throw error;
      }
    };
    if (await answers(this.patience.answer, 1)) return;
    for (let attempt = 0; attempt < 4; attempt++) {
      this.sinceInterrupt = "";
      // Once only: the desk's build of Espruino ends on a second one.
      await this.send(CTRL_C);
      await sleep(this.clock, this.patience.interrupt, this.signal);
      // The debugger that ctrl-C may lead to has words of its own.
      if (this.sinceInterrupt.includes("debug>")) await this.send("quit\n");
      // Or a timer would have it busy again before it is asked anything; if it is already, this comes first after the next ctrl-C.
      await this.send(STOP_ALL);
      if (await answers(this.patience.answer, 2)) return;
      if (attempt === 1) await this.link.pulseReset?.().catch(() => undefined);
    }
    throw this.unanswered();
  }

  /** As `breakIn`, and has what the program has set up be over: it might keep the board busy at any time. */
  async takeOver(): Promise<void> {
    for (let attempt = 0; attempt < 3; attempt++) {
      await this.breakIn();
      try {
        await this.send(STOP_ALL);
        await this.ask("1", { tries: 2 });
        return;
      } catch (error) {
        // It became busy in between.
        if (!(error instanceof NoAnswer)) throw error;
      }
    }
    throw this.unanswered();
  }

  /** Forgets the program that runs, its timers and variables, without touching Storage. */
  async reset(): Promise<void> {
    await this.send("\x10reset()\n");
    await this.settle();
    this.mayInterrupt = true;
    await this.ask("1");
  }

  /** Has the board start what is stored on it. This is done even if all else has been stopped. */
  async startStored(): Promise<void> {
    this.signal = undefined;
    await this.send("\x10load()\n");
    // A connection that is closed with something unread in it may lose what has been sent.
    await this.settle();
  }

  /** Waits until nothing has come for a moment, or for the time of an answer. */
  async settle(quiet = this.patience.answer / 15): Promise<void> {
    const end = this.clock.now() + this.patience.answer;
    for (let seen = -1; seen !== this.link.received && this.clock.now() < end;) {
      seen = this.link.received;
      await sleep(this.clock, quiet, this.signal);
    }
  }

  private unanswered(): DeviceError {
    const port = this.link.name;
    if (this.link.received === 0) return new DeviceError("silent", { port });
    const reason = foreign(this.recent);
    return reason === undefined
      ? new DeviceError("no-answer", { port })
      : new DeviceError("no-firmware", { port, reason });
  }

  private show(plain: string): void {
    if (plain === "") return;
    this.recent = (this.recent + plain).slice(-2000);
    this.sinceInterrupt = (this.sinceInterrupt + plain).slice(-2000);
    this.onText(plain);
  }
}

export interface AskOptions {
  /** Code that is run first. */
  prepare?: string;
  /** How often to ask, where asking twice does no harm. */
  tries?: number;
  /** In ms, for each time. */
  timeout?: number;
}

/** The board has not answered in time. */
export class NoAnswer extends Error {
  constructor() {
    super("the board does not answer");
  }
}

/** The connection has ended. */
export class LinkLost extends Error {}

/** What was asked for raised on the board. */
export class DeviceFailure extends Error {}

/** An error of the connection as people want to read it; any other as it is. */
export function asTrouble(error: unknown, port: string): unknown {
  if (error instanceof NoAnswer) return new DeviceError("no-answer", { port });
  if (error instanceof LinkLost) return new DeviceError("no-connection", { port, reason: error.message });
  return error;
}

function withResolvers<T>(): {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (error: Error) => void;
} {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
