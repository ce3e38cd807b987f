import { watchdog } from "#hal";
import { NotImplementedError, ValueError } from "../builtins/exceptions.ts";

/**
 * A watchdog: resets the board unless it is fed in time. It cannot be stopped.
 *
 * @see https://docs.micropython.org/en/latest/library/machine.WDT.html
 *
 * @example
 * const wdt = new WDT({ timeout: 8000 });
 * wdt.feed();
 */
export class WDT {
  /** Feeds the watchdog. */
  readonly feed: () => void;

  /**
   * Starts the watchdog.
   *
   * @param options `timeout`: ms, above 0; default 5000. Espruino has whole seconds, and rounds up
   * @throws ValueError for a time that is not above 0
   * @throws NotImplementedError if the engine has no watchdog
   */
  constructor(options?: { timeout?: number }) {
    const timeout = options && options.timeout != undefined ? options.timeout : 5000;
    if (!(timeout > 0)) throw new ValueError("invalid timeout");
    const feed = watchdog(timeout);
    if (!feed) throw new NotImplementedError("WDT: the engine has no watchdog");
    this.feed = feed;
  }
}
