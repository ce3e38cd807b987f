import vm from "node:vm";
import { expand } from "../../compiler/tokenise.ts";
import type { Clock } from "../clock.ts";
import { LoadedImage } from "../loaded_image.ts";
import { BusyError } from "../realm.ts";
import { SourcePlaces, type ImageMap } from "../stack.ts";
import type { SimStorage } from "../storage.ts";
import { startupFiles } from "../system_globals.ts";
import type { Trace } from "../timeline.ts";
import { KernelTrace, type WaitingTask } from "../trace.ts";
import { UnawaitedCoroutines, type UnawaitedCoroutine } from "../unawaited.ts";
import type { Interpreter } from "./interpreter.ts";

/** How many files at most run at power-up. */
const STORED = 8;

/** How stacks name the text that `eval` has at the console. */
export const EVAL = "eval";

/** Code to run, as `SimBoard.load` takes it. */
export interface Image {
  code: string;
  map: ImageMap | undefined;
  file: string;
}

/** The files of Storage that run when the interpreter starts. */
export function storedImages(storage: SimStorage, how: Parameters<typeof startupFiles>[1]): Image[] {
  return startupFiles(storage, how).map(([file, data]) => ({
    code: Buffer.from(data).toString("latin1"),
    map: undefined,
    file,
  }));
}

/** The code that a board runs, and what can be told of the image that it has started last. */
export class Programs {
  /** What the board was given to load, which runs at each power-up. */
  readonly loaded: Image[] = [];
  /** Bytes of the board's memory for each character of code: none of what is in flash. */
  bytesPerCharacter = 0;
  /** Where the code is in its sources. */
  places = new SourcePlaces("image.js");
  private readonly prepared: LoadedImage[] = [];
  private kernel: KernelTrace | undefined;
  private coroutines: UnawaitedCoroutines | undefined;
  private evaluated = "";

  /** `keep`: how many entries of a trace are kept at least. */
  constructor(
    private readonly clock: Clock,
    private readonly keep: number,
  ) {}

  get trace(): Trace {
    return this.kernel?.trace ?? { end: this.clock.now, tasks: [] };
  }

  get unawaited(): UnawaitedCoroutine[] {
    return this.coroutines?.list() ?? [];
  }

  /** Tasks that have not ended, while the kernel's loop runs. */
  get waiting(): WaitingTask[] {
    return this.kernel?.looping ? this.kernel.waiting() : [];
  }

  /** Runs an image from its beginning. What it throws is uncaught. */
  start(image: Image, interpreter: Interpreter): void {
    const { realm } = interpreter;
    const { places, names, coroutines, script } = this.prepare(image);
    this.places = places;
    this.bytesPerCharacter = 0;
    this.kernel = new KernelTrace(realm, this.clock, names, this.keep);
    this.coroutines = coroutines && new UnawaitedCoroutines(realm, this.clock, places, coroutines, names);
    try {
      realm.load(script());
    } catch (error) {
      if (error instanceof BusyError) throw error;
      if (!this.clock.stopped) interpreter.uncaught(error);
    }
  }

  /** Does what `eval` does at the console. */
  evaluate(text: string, interpreter: Interpreter): unknown {
    this.evaluated = text;
    const { code } = expand(text, undefined);
    // Functions stay in memory as they came: with bytes in the place of words.
    this.bytesPerCharacter = text.length / code.length;
    return interpreter.realm.load(new vm.Script(code, { filename: EVAL }));
  }

  /** The code of an image that was loaded, by its file, or the text that `eval` had last. */
  code(file: string): string | undefined {
    if (file === EVAL) return this.evaluated;
    return this.loaded.find((image) => image.file === file)?.code;
  }

  private prepare({ code, map, file }: Image): LoadedImage {
    let found = this.prepared.find((one) => one.is(code, map, file));
    if (!found) {
      this.prepared.push((found = new LoadedImage(code, map, file)));
      // As many as are started one after the other.
      if (this.prepared.length > this.loaded.length + STORED) this.prepared.shift();
    }
    return found;
  }
}
