import type { Clock } from "./clock.ts";
import type { CoroutineCode } from "./coroutine_code.ts";
import type { KernelNames } from "./kernel_names.ts";
import type { Realm } from "./realm.ts";
import { isLibrary, type SourcePlaces } from "./stack.ts";

/** Coroutines that a program has made at one place and that nobody has started: by `await`, `create_task`, `gather` … */
export interface UnawaitedCoroutine {
  /** The async function that was called, or the method of asyncio. */
  name: string;
  /**
   * Where in the user's own source it was called, `app.ts:12:5`; where the function is, if it was called by the engine,
   * as the callback of a timer is.
   */
  at: string;
  /** How many of them; of all that wait for their start no more than 10,000 are counted. */
  count: number;
  /** When the first of them was made, in µs of virtual time. */
  since: number;
}

interface Made {
  frame: Record<string, unknown>;
  /** Its stack tells who made the coroutine; V8 writes it down only if it is asked for. */
  trace: Error;
  since: number;
}

/** So many coroutines are watched at a time: a program that forgets that many has been told of the first of them. */
const LIMIT = 10_000;

/**
 * A function of the realm, for one of the host's must not get out. It never fails: where the program has used up the
 * native stack, its own next call says so.
 */
const HOOK =
  "(function (note) { return function (frame) { try { note(frame); } catch (e) {} return frame; }; })";

/** Callers of a coroutine's function that are looked at for one in the user's own source. */
const CALLERS = 12;

/** Watches what becomes of the coroutines that an image makes. */
export class UnawaitedCoroutines {
  private readonly parent: string;
  private readonly state: string;
  private made: Made[] = [];
  private room = 1000;
  private ignored = 0;

  constructor(
    realm: Realm,
    private readonly clock: Clock,
    private readonly places: SourcePlaces,
    private readonly text: CoroutineCode,
    names: KernelNames,
  ) {
    this.parent = names.prop("_$p");
    this.state = names.prop("_$s");
    places.movedBy((line, column) => this.text.originalColumn(line, column));
    if (!this.text.makesAny) return;
    realm.define(this.text.hook, (realm.evaluate(HOOK) as (note: unknown) => unknown)(this.note.bind(this)));
  }

  /** Those that nobody has started so far, in the order in which they were made. */
  list(): UnawaitedCoroutine[] {
    this.forgetStarted();
    const groups = new Map<string, UnawaitedCoroutine>();
    // An awaitable that was given to a gather is no mistake of its own if that is not awaited.
    const held = new Set(this.made.flatMap(({ frame }) => Object.values(frame).flat()));
    for (const { frame, trace, since } of this.made) {
      const origin = held.has(frame) ? undefined : this.origin(trace);
      if (!origin) continue;
      const key = `${origin.name} ${origin.at}`;
      const group = groups.get(key);
      if (group) group.count++;
      else groups.set(key, { ...origin, count: 1, since });
    }
    return [...groups.values()];
  }

  private note(frame: Made["frame"]): void {
    if (this.ignored > 0) {
      this.ignored--;
      return;
    }
    if (this.made.length >= this.room) {
      this.forgetStarted();
      if (this.made.length >= LIMIT) {
        this.ignored = LIMIT;
        return;
      }
      this.room = Math.min(LIMIT, Math.max(1000, 2 * this.made.length));
    }
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = CALLERS;
    this.made.push({ frame, trace: new Error(), since: this.clock.now });
    Error.stackTraceLimit = limit;
  }

  private forgetStarted(): void {
    // A sleep gets no parent, but has no state any more.
    this.made = this.made.filter(({ frame }) => frame[this.parent] === 0 && frame[this.state] !== 0);
  }

  /** Who made a coroutine; undefined if the library did so for itself. */
  private origin(trace: Error): Pick<UnawaitedCoroutine, "name" | "at"> | undefined {
    const frames = this.places.positions(trace);
    const [maker] = frames;
    if (!maker) return undefined;
    const places = frames.map(({ line, column }) => this.places.at(line, column));
    const origin = (named: number, called: number): Pick<UnawaitedCoroutine, "name" | "at"> => {
      const { source, line, column } = places[called];
      return { name: this.text.functionAt(frames[named]), at: `${source}:${line}:${column}` };
    };
    if (!isLibrary(places[0])) {
      const isCalled = places[1] && !isLibrary(places[1]) && !this.text.isOpened(maker);
      return origin(0, isCalled ? 1 : 0);
    }
    const user = places.findIndex((place) => !isLibrary(place));
    return user < 0 ? undefined : origin(user - 1, user);
  }
}

/** Tells people about coroutines that were forgotten. */
export function describeUnawaited({ name, at, count }: UnawaitedCoroutine): string {
  const times = count === 1 ? "" : ` (${count} times)`;
  return `${at}: coroutine ${name} was never awaited${times}: it runs only by await, asyncio.create_task or the like`;
}
