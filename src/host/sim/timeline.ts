/** One turn of a task and what came of it. Times in µs. */
export interface Span {
  from: number;
  to: number;
  /** What the task did after the turn: it sleeps, it waits for somebody, or it has ended. */
  then: "sleep" | "wait" | "end";
  /** How it ended; only with `then: "end"`. */
  how?: "done" | "failed" | "cancelled";
}

export interface TaskTrace {
  name: string;
  /** In order of time. */
  spans: readonly Span[];
}

/** Who ran when, from the start of the board to `end` (µs). */
export interface Trace {
  end: number;
  tasks: readonly TaskTrace[];
}

const MARKS = {
  start: "S",
  run: "R",
  sleep: ".",
  wait: "w",
  done: "D",
  failed: "F",
  cancelled: "C",
} as const;
const HOW = { done: MARKS.done, failed: MARKS.failed, cancelled: MARKS.cancelled } as const;
/** What shows when several things happen in one column. */
const RANK = " .wRSDFC";
const NAME_WIDTH = 20;

/**
 * Draws a trace as text: one row a task, virtual time from left to right. Tasks of one function that run one after the
 * other share a row.
 *
 * @param width widest line in characters
 */
export function timeline(trace: Trace, width = 80): string {
  const tasks = trace.tasks.filter((task) => task.spans.length > 0);
  if (tasks.length === 0) return "no task has run";
  const lanes = share(tasks);
  const label = Math.min(NAME_WIDTH, Math.max(...lanes.map((lane) => lane.name.length)));
  const room = width - label - 3;
  // In order of time, so the last one of each task is the latest.
  const last = Math.max(...tasks.map((task) => task.spans.at(-1)?.to ?? 0));
  const columns = Math.max(2, room);
  const column = (time: number) =>
    last === 0 ? 0 : Math.round((Math.min(time, last) / last) * (columns - 1));
  const rows = lanes.map((lane) => `${fit(lane.name, label)} |${row(lane.tasks, columns, column)}|`);
  return [...rows, axis(label, columns, last), legend()].join("\n");
}

/** Tasks that share a row. */
interface Lane {
  name: string;
  tasks: TaskTrace[];
}

/** Puts tasks of one function that run one after the other into one row. */
function share(tasks: readonly TaskTrace[]): Lane[] {
  const lanes: (Lane & { base: string })[] = [];
  for (const task of tasks) {
    const base = task.name.replace(/#\d+$/, "");
    const same = lanes.filter((lane) => lane.base === base);
    const start = task.spans[0].from;
    const free = same.find(({ tasks: earlier }) => {
      const end = earlier.at(-1)?.spans.at(-1);
      return end?.then === "end" && end.to < start;
    });
    if (free) free.tasks.push(task);
    else lanes.push({ base, name: same.length === 0 ? base : `${base}#${same.length + 1}`, tasks: [task] });
  }
  return lanes;
}

function row(tasks: readonly TaskTrace[], columns: number, column: (time: number) => number): string {
  const cells = new Array<string>(columns).fill(" ");
  const put = (at: number, mark: string) => {
    if (RANK.indexOf(mark) >= RANK.indexOf(cells[at])) cells[at] = mark;
  };
  const draw = (task: TaskTrace, span: Span, i: number) => {
    for (let at = column(span.from); at <= column(span.to); at++) put(at, i === 0 ? MARKS.start : MARKS.run);
    if (span.then === "end") {
      put(column(span.to), HOW[span.how ?? "done"]);
      return;
    }
    const next = task.spans[i + 1];
    const until = next ? column(next.from) : columns - 1;
    for (let at = column(span.to); at <= until; at++) put(at, MARKS[span.then]);
  };
  for (const task of tasks) task.spans.forEach((span, i) => draw(task, span, i));
  return cells.join("");
}

function axis(label: number, columns: number, last: number): string {
  const right = duration(last);
  return " ".repeat(label + 2) + "0" + right.padStart(columns - 1);
}

function legend(): string {
  return "S started  R ran  . sleeping  w waiting  D done  F failed  C cancelled";
}

function fit(name: string, width: number): string {
  return name.length > width ? name.slice(0, width - 1) + "~" : name.padEnd(width);
}

/** A time in µs as people write it. */
export function duration(micros: number): string {
  if (micros < 1000) return `${micros} us`;
  if (micros < 1e6) return `${round(micros / 1000)} ms`;
  if (micros < 60e6) return `${round(micros / 1e6)} s`;
  const units = [
    { name: "d", size: 86_400e6 },
    { name: "h", size: 3600e6 },
    { name: "min", size: 60e6 },
  ].map(({ name, size }) => {
    const count = Math.floor(micros / size);
    micros -= count * size;
    return { name, count };
  });
  return [...units, { name: "s", count: round(micros / 1e6) }]
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => `${count} ${name}`)
    .join(" ");
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
