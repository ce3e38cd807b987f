import { xorshift32 } from "../random.ts";

/** Random numbers that are the same on every run with the same seed. */
export class Random {
  private state = 1;

  constructor(seed: number) {
    this.seed(seed);
  }

  /** Starts anew. */
  seed(seed: number): void {
    this.state = seed >>> 0 || 1;
    // Seeds that differ by little shall not begin alike.
    for (let i = 0; i < 8; i++) this.next();
  }

  /** From 0 up to 1. */
  next(): number {
    this.state = xorshift32(this.state);
    return this.state / 4294967296;
  }

  /** Around 0, of standard deviation 1. Box and Muller. */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }
}
