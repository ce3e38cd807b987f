import type { SimBoard } from "../board.ts";
import { Part, type PartOptions, type Setting } from "./part.ts";

export interface AnalogPartOptions extends PartOptions {
  /** The GPIO with the ADC. */
  pin: number;
  /** Standard deviation of what the converter adds, in steps of its 12 bits. Default 4. */
  noise_lsb?: number;
}

export const noise_lsb: Setting = { type: "number", min: 0, max: 1000, usual: 4 };

/** What all parts have in common that give a voltage to an ADC. Faults are drawn for each sample. */
export abstract class AnalogPart extends Part {
  /** The voltage at the pin, as a fraction of the supply. */
  protected abstract level(): number;

  /** The same if no wire of the part is connected. */
  protected abstract open(): number;

  protected override connect(board: SimBoard): () => void {
    const pin = board.pins[`D${this.wires["pin"]}`];
    pin.driveAnalog(() => this.sample());
    return () => {
      pin.driveAnalog(undefined);
    };
  }

  private sample(): number {
    const level = this.failing("unplugged") ? this.open() : this.failing("stuck") ? 0 : this.level();
    const noise = (this.random.normal() * (this.setting("noise_lsb") as number)) / 4096;
    // Whatever it is that couples in, it is larger than the signal.
    const seen = this.failing("noise") ? this.random.next() : level + noise;
    return Math.min(Math.max(seen, 0), 1);
  }

  /** What a pin picks up that nothing drives: the hum of the mains. */
  protected hum(): number {
    return 0.5 + 0.4 * Math.sin((2 * Math.PI * this.now) / 20_000);
  }
}
