/** What time it is, and a way to wait: of this machine, or of a test's own making. Both ends of a simulated cable share one. */
export interface Clock {
  /** ms since a moment of its own choice; never goes back. */
  now(): number;
  /**
   * Calls back once, `ms` (up to 2^31 - 1) from now, and never before this returns. What it returns calls that off, and does nothing
   * afterwards.
   */
  after(ms: number, fn: () => void): () => void;
}

/** Time as it passes. */
export const wallClock: Clock = {
  now: () => performance.now(),
  after: (ms, fn) => {
    const timer = setTimeout(fn, ms);
    return () => clearTimeout(timer);
  },
};

/**
 * Waits for `ms`.
 *
 * @throws the reason of `signal`, as soon as that is aborted
 */
export async function sleep(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const stop = () => {
      callOff();
      reject(signal!.reason as Error);
    };
    const callOff = clock.after(ms, () => {
      signal?.removeEventListener("abort", stop);
      resolve();
    });
    signal?.addEventListener("abort", stop, { once: true });
  });
}
