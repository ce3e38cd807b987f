import type { OneWireDevice } from "./onewire.ts";
import type { Level } from "./pins.ts";

/** Where a device is: what the next slots mean. */
type Phase = "command" | "search" | "match" | "function" | "send" | "idle" | "off";

/** The checksum of 1-Wire: x^8 + x^5 + x^4 + 1, the lowest bit first. */
export function oneWireCrc(bytes: ArrayLike<number>): number {
  let crc = 0;
  for (const byte of Array.from(bytes)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0x8c : crc >> 1;
  }
  return crc;
}

/** What all 1-Wire devices do: they are found and addressed by their ROM code. A model of a part says the rest. */
export abstract class OneWireSlave implements OneWireDevice {
  /** 8 bytes: family, serial number and checksum. */
  readonly rom: Uint8Array;
  private phase: Phase = "off";
  /** Bits of the current phase so far. */
  private bits = 0;
  private value = 0;
  private out: number[] = [];
  /** What follows once all has been sent. */
  private after: Phase = "idle";

  /** @param rom 7 bytes, to which the checksum is added, or 8 */
  constructor(rom: ArrayLike<number>) {
    const bytes = Array.from(rom);
    if (bytes.length !== 7 && bytes.length !== 8) throw new RangeError("a ROM code has 8 bytes");
    this.rom = Uint8Array.from(bytes.length === 7 ? [...bytes, oneWireCrc(bytes)] : bytes);
  }

  /**
   * Takes a byte of a function command, once the device is addressed. Gives the bytes to send, `more` to be given the next
   * byte, too, or undefined: the device is idle until the next reset. What it throws is reported, and the device off until then.
   *
   * @param at virtual time in µs
   */
  protected abstract command(byte: number, at: number): ArrayLike<number> | "more" | undefined;

  /** What a read gives while the device is idle: 0 as long as it is busy; left out: 1. */
  protected idle?(at: number): Level;

  /** Whether it takes part in an alarm search. */
  protected alarmed(): boolean {
    return false;
  }

  reset(): boolean {
    this.enter("command");
    return true;
  }

  slot(bit: Level, at: number): Level {
    switch (this.phase) {
      case "command":
        this.take(bit, (byte) => {
          this.romCommand(byte);
        });
        return 1;
      case "search":
        return this.search(bit);
      case "match":
        if (bit !== this.romBit(this.bits)) this.enter("off");
        else if (++this.bits === 64) this.enter("function");
        return 1;
      case "function":
        this.take(bit, (byte) => {
          this.enter("off");
          const answer = this.command(byte, at);
          if (answer === undefined) this.enter("idle");
          else if (answer === "more") this.enter("function");
          else this.send(answer);
        });
        return 1;
      case "send":
        return this.next();
      case "idle":
        return this.idle?.(at) ?? 1;
      case "off":
        return 1;
    }
  }

  private take(bit: Level, whole: (byte: number) => void): void {
    this.value |= bit << this.bits;
    if (++this.bits === 8) whole(this.value);
  }

  private romCommand(byte: number): void {
    if (byte === 0xf0 || (byte === 0xec && this.alarmed())) this.enter("search");
    else if (byte === 0x55) this.enter("match");
    else if (byte === 0xcc) this.enter("function");
    else if (byte === 0x33) this.send(this.rom, "function");
    else this.enter("off");
  }

  /** Three slots a bit: the bit, its complement, and the way that the controller takes. */
  private search(bit: Level): Level {
    const own = this.romBit(Math.floor(this.bits / 3));
    const step = this.bits++ % 3;
    if (step === 0) return own;
    if (step === 1) return own ? 0 : 1;
    if (bit !== own) this.enter("off");
    else if (this.bits === 192) this.enter("function");
    return 1;
  }

  private send(bytes: ArrayLike<number>, after: Phase = "idle"): void {
    this.out = Array.from(bytes);
    this.after = after;
    this.enter(this.out.length > 0 ? "send" : after);
  }

  private next(): Level {
    const bit = ((this.out[this.bits >> 3] >> (this.bits & 7)) & 1) as Level;
    if (++this.bits === this.out.length * 8) this.enter(this.after);
    return bit;
  }

  private romBit(index: number): Level {
    return ((this.rom[index >> 3] >> (index & 7)) & 1) as Level;
  }

  private enter(phase: Phase): void {
    this.phase = phase;
    this.bits = 0;
    this.value = 0;
  }
}
