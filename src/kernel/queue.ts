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

/** The heap of a task's children, which it loses: what is left of a queue without its first task. */
export function takeChildren(task: Task): Task | undefined {
  const child = task._$child;
  task._$child = undefined;
  return child && meldAll(child);
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

/** One heap of a list of siblings, paired off from left to right. They stand there youngest first: meld wants the elder first. */
function meldAll(list: Task): Task {
  let heap: Task | undefined;
  for (let task: Task | undefined = list, next; task; task = next) {
    const sibling: Task | undefined = task._$next;
    next = undefined;
    if (sibling) {
      next = sibling._$next;
      task._$next = sibling._$next = undefined;
      task = meld(sibling, task);
    }
    heap = heap ? meld(task, heap) : task;
  }
  return heap!;
}

/** Takes a task out of its queue, wherever it is there. O(log n) amortised. Leaves `_$on` as it is. */
export function remove(task: Task): void {
  const queue = task._$on!;
  const heap = takeChildren(task);
  if (task === queue._$root) queue._$root = heap;
  else {
    const back = task._$back!;
    const next = task._$next;
    if (next) next._$back = back;
    task._$next = undefined;
    if (back._$child === task) back._$child = next;
    else back._$next = next;
    if (heap) queue._$root = meld(queue._$root!, heap);
  }
}
