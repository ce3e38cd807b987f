/** How many entries of a trace are kept unless said otherwise. */
export const KEEP = 100_000;

/** Up to when entries have been dropped from a list. */
const gone = new WeakMap<readonly object[], number>();

/**
 * Adds an entry to a trace and keeps at least the last `keep` of them: a board may run for weeks. Old ones are dropped many at a
 * time.
 */
export function keepLast<T extends { at: number }>(list: T[], entry: T, keep: number): void {
  list.push(entry);
  if (list.length < 2 * keep) return;
  const dropped = list.splice(0, list.length - keep);
  gone.set(list, dropped[dropped.length - 1].at);
}

/** The virtual time in µs of the last entry that a trace does not have any more; undefined: it has all. */
export function droppedUntil(list: readonly object[]): number | undefined {
  return gone.get(list);
}
