import type { Task } from "./task.ts";

/**
 * A linked pairing heap of tasks, ordered by key (a tick) and, among equal keys, by the order of pushing.
 *
 * Linked because an engine whose arrays are lists makes a binary heap in an array O(n) a step. A task is in one queue
 * at a time, so the links are properties of the task.
 */
export interface Queue {
  /** The first task, or undefined when the queue is empty. */
  _$root?: Task | undefined;
}

let order = 0;

/** Inserts a task that is in no queue. O(1). */
export function push(queue: Queue, task: Task, key: number): void {
  task._$on = queue;
  task._$key = key;
  task._$order = order++;
  queue._$root = queue._$root ? meld(queue._$root, task) : task;
}

/** Takes a task out of its queue, wherever it is there. O(log n) amortised. Leaves `_$on` as it is. */
export function remove(task: Task): void {
  let heap = task._$child;
  if (heap) {
    task._$child = undefined;
    if (heap._$next) heap = meldAll(heap);
  }
  if (task === task._$on!._$root) task._$on!._$root = heap;
  else unlink(task, heap);
}

function meld(a: Task, b: Task): Task {
  // As ticks_diff, but a call costs more than the difference.
  if ((((a._$key - b._$key) << 2) >> 2 || a._$order - b._$order) > 0) return meld(b, a);
  const child = a._$child;
  if (child) (b._$next = child)._$back = b;
  b._$back = a;
  a._$child = b;
  return a;
}

/** One heap of a list of siblings, paired off from left to right. */
function meldAll(list: Task): Task {
  let heap: Task | undefined;
  for (let task: Task | undefined = list, next; task; task = next) {
    const sibling: Task | undefined = task._$next;
    next = undefined;
    if (sibling) {
      next = sibling._$next;
      task._$next = sibling._$next = undefined;
      task = meld(task, sibling);
    }
    heap = heap ? meld(heap, task) : task;
  }
  return heap!;
}

/** Takes out a task that is not the root, and melds what was below it. */
function unlink(task: Task, heap: Task | undefined): void {
  const queue = task._$on!;
  const back = task._$back!;
  const next = task._$next;
  if (next) next._$back = back;
  task._$next = undefined;
  if (back._$child === task) back._$child = next;
  else back._$next = next;
  if (heap) queue._$root = meld(queue._$root!, heap);
}
