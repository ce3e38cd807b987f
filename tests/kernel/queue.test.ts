import { expect } from "chai";
import fc from "fast-check";
import { push, remove, type Queue } from "../../src/kernel/queue.ts";
import type { Task } from "../../src/kernel/task.ts";
import { PERIOD, ticks_diff } from "../../src/kernel/ticks.ts";

/** A task as far as the queue looks at it. */
const node = (): Task => ({ _$child: undefined, _$next: undefined }) as unknown as Task;

interface Entry {
  task: Task;
  key: number;
}

type Command = ["push", number] | ["pop"] | ["remove", number];

const commands = fc.array(
  fc.oneof(
    fc.tuple(fc.constant("push" as const), fc.nat(12)),
    fc.tuple(fc.constant("pop" as const)),
    fc.tuple(fc.constant("remove" as const), fc.nat(1000)),
  ),
  { maxLength: 120 },
);

/** Runs commands on the heap and on a sorted list; gives the positions where they differ. */
function compare(base: number, list: Command[]): void {
  const queue: Queue = {};
  const model: Entry[] = [];
  const free: Task[] = [];
  const take = (index: number): void => {
    const [{ task }] = model.splice(index, 1) as [Entry];
    remove(task);
    free.push(task);
  };
  for (const [name, value] of list as [string, number][]) {
    if (name === "push") {
      const task = free.pop() ?? node();
      const key = (base + value) % PERIOD;
      push(queue, task, key);
      // Behind all that are not later.
      let index = model.length;
      while (index > 0 && ticks_diff(model[index - 1].key, key) > 0) index--;
      model.splice(index, 0, { task, key });
    } else if (model.length > 0) take(name === "pop" ? 0 : value % model.length);
    expect(queue._$root).to.equal(model[0]?.task);
  }
  while (model.length > 0) {
    expect(queue._$root).to.equal(model[0].task);
    take(0);
  }
  expect(queue._$root).to.equal(undefined);
}

describe("the deadline queue", () => {
  it("is a sorted list, whatever is pushed, popped and removed, across the wrap of the ticks too", () => {
    fc.assert(
      fc.property(fc.constantFrom(0, 1000, PERIOD - 6, PERIOD / 2 - 6), commands, (base, list) => {
        compare(base, list);
      }),
      { numRuns: 2000 },
    );
  });

  it("gives equal keys back in the order of pushing", () => {
    const queue: Queue = {};
    const tasks = Array.from({ length: 100 }, node);
    tasks.forEach((task, i) => push(queue, task, i % 3));
    const popped: number[] = [];
    for (let task; (task = queue._$root);) {
      remove(task);
      popped.push(tasks.indexOf(task));
    }
    const expected = tasks.map((_, i) => i).sort((a, b) => (a % 3) - (b % 3) || a - b);
    expect(popped).to.deep.equal(expected);
  });

  it("keeps its order while time walks over many wraps, with deadlines up to half a period ahead", () => {
    // By how much each task that was first sleeps again, in ms; equal deadlines are frequent.
    const delays = fc.array(fc.oneof(fc.nat(3), fc.nat(PERIOD / 2 - 1), fc.constant(PERIOD / 2 - 1)), {
      minLength: 50,
      maxLength: 200,
      size: "max",
    });
    let wraps = 0;
    fc.assert(
      fc.property(delays, fc.nat(4), (list, tasks) => {
        const queue: Queue = {};
        const model: { task: Task; at: number }[] = [];
        const sleep = (task: Task, at: number): void => {
          push(queue, task, at % PERIOD);
          const later = model.findIndex((entry) => entry.at > at);
          model.splice(later < 0 ? model.length : later, 0, { task, at });
        };
        for (let i = 0; i <= tasks; i++) sleep(node(), PERIOD - 3);
        let now = 0;
        for (const delay of list) {
          const { task, at } = model.shift()!;
          expect(queue._$root).to.equal(task);
          expect(at).to.be.at.least(now);
          wraps += Math.floor(at / PERIOD) - Math.floor(now / PERIOD);
          now = at;
          remove(task);
          sleep(task, now + delay);
        }
      }),
      { numRuns: 200 },
    );
    expect(wraps).to.be.above(400);
  });
});
