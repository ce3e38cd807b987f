import type { Board } from "../compiler/boards.ts";
import { LinkLost, NoAnswer, type DeviceConsole } from "../device/console.ts";
import { RAM_IMAGE } from "../device/pieces.ts";
import { DeviceError } from "../device/troubles.ts";
import { upload, type Sender } from "../device/upload.ts";
import { BoardLost, TimeLimit, type Chip, type Progress } from "./batch.ts";
import { Lines } from "./lines.ts";

/** Many small images go faster without a process of the espruino tool for each. */
const send: Sender = (program, feeder) => feeder.take(Buffer.from(program, "latin1"));

/** A board at Espruino's console, real or simulated. Images go to RAM only: what is stored stays as it is. */
export class ConsoleChip implements Chip {
  private lost: (reason: string) => void = () => undefined;
  private gone = false;

  constructor(
    private readonly console: DeviceConsole,
    readonly board: Board,
    private readonly closed: () => void = () => undefined,
  ) {
    const { link } = console;
    const before = link.onClose;
    link.onClose = (reason) => {
      before(reason);
      this.lost(reason);
    };
  }

  async run(image: Buffer, take: (line: string) => Progress, limit: number): Promise<void> {
    const { console, board } = this;
    try {
      await upload({ console, board, image, ram: true, command: "uasyncio test", send });
      await this.listen(take, limit);
    } catch (error) {
      const loss = error instanceof BoardLost ? error : lossOf(error);
      this.gone ||= loss !== undefined;
      throw loss ?? error;
    }
  }

  /** Has the board start what is stored on it, as at power-up, and leaves it. */
  async close(): Promise<void> {
    const { console } = this;
    try {
      if (this.gone) return;
      await console.takeOver();
      await console.startStored();
    } catch (error) {
      if (!lossOf(error)) throw error;
    } finally {
      await console.link.close();
      this.closed();
    }
  }

  /** Starts the image that has been uploaded, and listens until it says that it has ended. */
  private async listen(take: (line: string) => Progress, limit: number): Promise<void> {
    const { console } = this;
    let callOff = (): void => undefined;
    try {
      await new Promise<void>((resolve, reject: (error: Error) => void) => {
        const wait = (): void => {
          callOff();
          callOff = console.clock.after(limit, () =>
            reject(new TimeLimit(`nothing has come of it for ${limit / 1000} s`)),
          );
        };
        const lines = new Lines((line) => {
          const progress = take(line);
          if (progress === "end") resolve();
          else if (progress === "next") wait();
        });
        console.onText = (text) => {
          try {
            lines.add(text);
          } catch (error) {
            reject(error as Error);
          }
        };
        this.lost = (reason) => reject(new BoardLost(reason));
        if (console.link.closed !== undefined) this.lost(console.link.closed);
        wait();
        // Without echo there is no prompt in what the program prints. Its variables are global if eval stands by itself.
        console
          .send(`\x10echo(0)\n\x10eval([${RAM_IMAGE},${RAM_IMAGE}=1][0])\n`)
          .catch((error: unknown) => reject(error as Error));
      });
    } finally {
      callOff();
      console.onText = () => undefined;
      this.lost = () => undefined;
    }
  }
}

/** The loss of the board that an error stands for, if it does. */
function lossOf(error: unknown): BoardLost | undefined {
  if (!(error instanceof LinkLost || error instanceof NoAnswer || error instanceof DeviceError))
    return undefined;
  return new BoardLost(error.message.split("\n")[0], { cause: error });
}
