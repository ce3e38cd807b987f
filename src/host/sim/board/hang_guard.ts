import { BusyError } from "../realm.ts";

/** A program that hangs takes the board with it, and not the desk. */
export class HangGuard {
  /** Why the program has been given up; undefined: it has not. */
  reason: string | undefined;

  /** Does something that calls into the program, unless that has been given up. */
  run(body: () => void): void {
    if (this.reason !== undefined) return;
    try {
      body();
    } catch (error) {
      if (!(error instanceof BusyError)) throw error;
      this.reason = error.message;
    }
  }
}
