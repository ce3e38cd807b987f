import type { SimBoard } from "../board.ts";
import type { I2CDevice, I2CTransfer } from "../i2c.ts";
import { Part, type PartKind, type PartOptions } from "./part.ts";

export interface I2CPartOptions extends PartOptions {
  /** The bus that the part hangs on, by Espruino's number: 1 is I2C1. */
  i2c: number;
  /** Its address of 7 bits, as its address pins say. */
  address?: number;
}

/** What all parts on I2C have in common: an address, and the faults of the bus. */
export abstract class I2CPart extends Part implements I2CDevice {
  readonly address: number;
  /** When somebody last spoke to it. */
  private seenAt = 0;

  constructor(
    kind: PartKind,
    private readonly where: I2CPartOptions,
  ) {
    super(kind, where);
    const wire = kind.wires["address"];
    if (wire.kind !== "address") throw new Error(`${kind.name} lacks its addresses`);
    this.address = where.address ?? wire.allowed[0];
  }

  /** As {@link I2CDevice.write}, of a part that is there and well. */
  protected abstract receive(bytes: Uint8Array, transfer: I2CTransfer): number | boolean;

  /** As {@link I2CDevice.read}, of a part that is there and well. */
  protected abstract send(count: number, transfer: I2CTransfer): ArrayLike<number> | false;

  write(bytes: Uint8Array, transfer: I2CTransfer): number | boolean {
    return this.answers() && this.receive(bytes, transfer);
  }

  read(count: number, transfer: I2CTransfer): ArrayLike<number> | false {
    if (!this.answers()) return false;
    const bytes = this.send(count, transfer);
    if (bytes === false || !this.kind.faults.includes("checksum") || !this.failing("checksum")) return bytes;
    const wrong = Array.from(bytes);
    wrong[Math.floor(this.random.next() * wrong.length)] ^= 1 << Math.floor(this.random.next() * 8);
    return wrong;
  }

  holds(): boolean {
    return !this.failing("unplugged") && this.failing("stuck");
  }

  /** Makes it what it is after power-up, for it was without power. Nothing to do for a part that remembers nothing. */
  protected powerUp(): void {
    return;
  }

  private answers(): boolean {
    if (this.lostPower(this.seenAt)) this.powerUp();
    this.seenAt = this.now;
    return !this.failing("unplugged") && !this.failing("nack");
  }

  protected override connect(board: SimBoard): () => void {
    return board.i2c(this.where.i2c).attach(this);
  }
}
