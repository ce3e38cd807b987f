/** How a test on the board ended. */
export type Outcome =
  | { is: "passed" }
  | { is: "failed"; error: Error }
  /** It never got its turn. */
  | { is: "not run"; why: string };

/** What a line of the console means for the tests of an image: nothing, that one begins or ends, or that all have. */
export type Progress = "same" | "next" | "end";

/** Reads what an image says of its tests. */
export interface Reader {
  take(line: string): Progress;
  /** Nothing more will come, because of `why`: gives the test that has begun, or was to begin, its outcome. */
  cut(why: string): void;
}

/** Tests that run in one image, one after the other. */
export interface Batch<Test> {
  tests: readonly Test[];
  /** Makes the image of some of the tests. Its reader tells of each, by its place among them, when it has ended. */
  build(
    tests: readonly Test[],
    ended: (index: number, outcome: Outcome) => void,
  ): Promise<{ image: Buffer; reader: Reader }>;
}

/** A board that runs images from its RAM. */
export interface Chip {
  /**
   * Resets the board, runs an image and hands over the lines that come, until one is the end.
   *
   * @param limit longest time in ms from one `next` to another
   * @throws TimeLimit if that is over; {@link BoardLost} if the board is gone or cannot be got back
   */
  run(image: Buffer, take: (line: string) => Progress, limit: number): Promise<void>;
}

/** The board has not got on with its tests in time. */
export class TimeLimit extends Error {}

/** Nothing more can be run: the connection has broken, or the board does not answer. */
export class BoardLost extends Error {}

/**
 * Starts the tests of a batch and gives how each ends. One that hangs, or takes its image with it, fails alone: what comes
 * after it is run in an image of its own.
 */
export function start<Test>(chip: Chip, batch: Batch<Test>, limit: number): Promise<Outcome>[] {
  const { tests } = batch;
  const settlers: ((outcome: Outcome) => void)[] = [];
  const outcomes = tests.map(() => new Promise<Outcome>((resolve) => settlers.push(resolve)));
  let done = 0;
  const settle = (outcome: Outcome): void => settlers[done++](outcome);
  const all = async (): Promise<void> => {
    while (done < tests.length) {
      const first = done;
      const { image, reader } = await batch.build(tests.slice(first), (index, outcome) => {
        if (first + index !== done) throw new Error(`test ${index} ended out of turn`);
        settle(outcome);
      });
      try {
        await chip.run(image, (line) => reader.take(line), limit);
        if (done < tests.length) reader.cut("its image ended in the middle of it");
      } catch (error) {
        if (!(error instanceof TimeLimit)) throw error;
        reader.cut(error.message);
      }
    }
  };
  all().catch((error: unknown) => {
    const lost = error instanceof BoardLost;
    while (done < tests.length)
      settle(lost ? { is: "not run", why: error.message } : { is: "failed", error: error as Error });
  });
  return outcomes;
}
