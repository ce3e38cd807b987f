/**
 * Seconds since 1970 by the engine's wall clock, which somebody may set, and which starts at 1970 on a board where
 * nobody does. For measuring and waiting use ticks.
 *
 * @see https://docs.micropython.org/en/latest/library/time.html#time.time
 */
export function time(): number {
  return Math.floor(Date.now() / 1000);
}

/**
 * As `time`, in ns, to a ms.
 *
 * @see https://docs.micropython.org/en/latest/library/time.html#time.time_ns
 */
export function time_ns(): number {
  return Math.floor(Date.now()) * 1e6;
}
