import type { Clock } from "./clock.ts";
import { fileName, type KernelNames } from "./kernel_names.ts";
import { findOwner } from "./owners.ts";
import type { Realm } from "./realm.ts";
import { isLibrary } from "./stack.ts";
import type { Span, TaskTrace, Trace } from "./timeline.ts";

/** A Task or a frame of the image, by its short property names. */
type Thing = Record<string, unknown>;

/** A task that has not ended. */
export interface WaitingTask {
  name: string;
  /** What it waits for, for people to read. */
  waitsFor: string;
  /** Innermost place in the user's own source, `file:line`, where known. */
  at: string | undefined;
}

/** What a primitive waits for, by the file of asyncio that it is in. */
const PRIMITIVES: Readonly<Record<string, string>> = {
  "asyncio/barrier.ts": "a Barrier",
  "asyncio/event.ts": "an Event",
  "asyncio/from_callback.ts": "a callback",
  "asyncio/lock.ts": "a Lock",
  "asyncio/thread_safe_flag.ts": "a ThreadSafeFlag",
  "asyncio/gather.ts": "the tasks of a gather",
  "asyncio/queue.ts": "a Queue",
  "asyncio/semaphore.ts": "a Semaphore",
  "asyncio/shield.ts": "a shielded task",
  "asyncio/stream.ts": "a stream",
  "asyncio/task_group.ts": "the tasks of a TaskGroup",
  "asyncio/wait.ts": "tasks",
  "asyncio/wait_for.ts": "the task of a wait_for",
  "kernel/thenable.ts": "a Promise",
  "machine/edges.ts": "an edge of a pin",
};

/** How many tasks that have ended are told of at least, the last ones. */
const KEPT_TASKS = 5000;

interface Known extends TaskTrace {
  task: Thing;
  /** Name of the async function that the task was made of. */
  coroutine: string;
  spans: Span[];
}

/**
 * Watches the kernel of a running image: the variable `current` tells which task has its turn, and the fields of
 * the task what became of it.
 */
export class KernelTrace {
  private readonly tasks = new Map<Thing, Known>();
  /** Tasks that have ended and are still told of. */
  private readonly ended: Thing[] = [];
  private readonly counts = new Map<string, number>();
  private readonly queues: (string | undefined)[];
  private readonly main: string | undefined;
  private current: Thing | undefined;
  private since = 0;

  constructor(
    private readonly realm: Realm,
    private readonly clock: Clock,
    private readonly names: KernelNames,
    private readonly keep: number,
  ) {
    const current = names.variable("kernel/scheduler.ts", "current");
    this.queues = ["sleepers", "READY"].map((name) => names.variable("kernel/scheduler.ts", name));
    this.main = names.variable("kernel/scheduler.ts", "main");
    if (current === undefined) return;
    Object.defineProperty(realm.global, current, {
      configurable: true,
      enumerable: true,
      get: () => this.current,
      set: (task: unknown) => this.turn(task as Thing | undefined),
    });
  }

  /** Who ran when. */
  get trace(): Trace {
    const tasks = [...this.tasks.values()].map(({ name, spans }) => ({ name, spans: [...spans] }));
    return { end: this.clock.now, tasks };
  }

  /** True while the loop of the kernel runs, which is until its main task has ended. */
  get looping(): boolean {
    return this.main === undefined ? this.waiting().length > 0 : this.realm.global[this.main] !== undefined;
  }

  /** Tasks that have had a turn and have not ended. */
  waiting(): WaitingTask[] {
    const list = [...this.tasks.values()].filter(({ task }) => this.get(task, "_$frame") !== undefined);
    return list.map((known) => ({
      name: known.name,
      waitsFor: this.waitsFor(known.task),
      at: this.userPlace(known),
    }));
  }

  private get(thing: Thing, field: string): unknown {
    return thing[this.names.prop(field)];
  }

  private turn(task: Thing | undefined): void {
    const { now } = this.clock;
    const before = this.current && this.tasks.get(this.current);
    if (before) this.endOfTurn(before);
    this.current = task;
    this.since = now;
    if (task && !this.tasks.has(task)) {
      const root = this.frames(task).at(-1);
      const coroutine = this.coroutineOf(root && this.stateName(root));
      this.tasks.set(task, { name: this.unique(coroutine), coroutine, task, spans: [] });
    }
  }

  private endOfTurn(known: Known): void {
    const { now } = this.clock;
    const { task, spans } = known;
    if (spans.at(-1)?.then === "end") return;
    const { then, how } = this.outcome(task);
    spans.push({ from: this.since, to: now, then, ...(how && { how }) });
    if (spans.length >= 2 * this.keep) spans.splice(0, spans.length - this.keep);
    if (then !== "end") return;
    this.ended.push(task);
    if (this.ended.length < 2 * KEPT_TASKS) return;
    for (const old of this.ended.splice(0, KEPT_TASKS)) this.tasks.delete(old);
  }

  private outcome(task: Thing): Pick<Span, "then" | "how"> {
    if (this.get(task, "_$frame") !== undefined) {
      return { then: this.inLoop(this.get(task, "_$on")) ? "sleep" : "wait" };
    }
    if (!this.get(task, "_$raised")) return { then: "end", how: "done" };
    const name = (task.exception as { name?: unknown } | undefined)?.name;
    return { then: "end", how: name === "CancelledError" ? "cancelled" : "failed" };
  }

  /** True for the queues of the loop itself: those who sleep and those who are ready. */
  private inLoop(queue: unknown): boolean {
    return this.queues.some((name) => name !== undefined && this.realm.global[name] === queue);
  }

  private waitsFor(task: Thing): string {
    const on = this.get(task, "_$on") as Thing | undefined;
    if (on) {
      const known = this.tasks.get(on);
      if (known) return `task ${known.name}`;
      if (this.inLoop(on)) return "its turn";
      const owner = this.owner(on);
      if (owner !== undefined) return owner;
    }
    for (const frame of this.frames(task)) {
      const source = this.names.place(this.stateName(frame) ?? "")?.source;
      const what = source === undefined ? undefined : PRIMITIVES[fileName(source)];
      if (what !== undefined) return what;
    }
    return "something that nobody gives it";
  }

  /** The thing whose waiters are in a queue, as `Event "ready"`. */
  private owner(queue: Thing): string | undefined {
    const variables = this.names
      .variables()
      .map(([short, { name }]) => [name, this.realm.global[short]] as const);
    const roots = [...variables, ...[...this.tasks.keys()].map((task) => ["", task] as const)];
    // A field of the library's own is no name that the user knows.
    const isUsers = (key: string) => !/^(_\$[a-z]\w*)?$/i.test(this.names.source(key));
    const found = findOwner(roots, this.names.prop("_$waiters"), queue, isUsers);
    if (!found) return undefined;
    const { constructor } = found.object;
    const [, type] = this.names.globals().find(([short]) => this.realm.global[short] === constructor) ?? [];
    const label = isUsers(found.key) ? ` "${this.names.source(found.key).replace(/^_\$\$/, "")}"` : "";
    return `${type ?? "an object"}${label}`;
  }

  /** Name in the image of the state function that a frame goes on with. */
  private stateName(frame: Thing): string | undefined {
    return (this.get(frame, "_$s") as { name?: string } | undefined)?.name;
  }

  /** Where in the user's own source the innermost of his coroutines waits. */
  private userPlace({ task, coroutine }: Known): string | undefined {
    for (const frame of this.frames(task)) {
      const state = this.stateName(frame);
      let places = this.names.awaitedBefore(state ?? "").filter((place) => !isLibrary(place));
      // Coroutines may share a state, so look at those of this one if that is known.
      if (this.get(frame, "_$p") === task)
        places = places.filter(({ inside }) => this.coroutineOf(inside) === coroutine);
      const lines = [...new Set(places.map(({ source, line }) => `${source}:${line}`))];
      if (lines.length > 0) return lines.join(" or ");
    }
    return undefined;
  }

  /** Frames of a task from the innermost to the outermost. */
  private frames(task: Thing): Thing[] {
    const frames: Thing[] = [];
    let frame = this.get(task, "_$frame") as Thing | undefined;
    for (; frame && frame !== task; frame = this.get(frame, "_$p") as Thing | undefined) frames.push(frame);
    return frames;
  }

  /** Name in the source of the async function that a state function belongs to. */
  private coroutineOf(state: string | undefined): string {
    const place = this.names.place(state ?? "");
    const name = place?.name.replace(/\$\d*$/, "");
    if (!place || name === undefined || name === "") return "task";
    // A function without a name stands where it begins.
    return /^(async|function)$/.test(name) ? `${name}:${place.line}` : name;
  }

  private unique(name: string): string {
    const count = (this.counts.get(name) ?? 0) + 1;
    this.counts.set(name, count);
    return count === 1 ? name : `${name}#${count}`;
  }
}
