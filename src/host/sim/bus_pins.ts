import type { SimPin } from "./pins.ts";

/** The pins that a bus has taken: nobody else may drive them until it is set up on others. */
export class BusPins {
  private held: (readonly [pin: SimPin, user: string])[] = [];

  /** `name`: of the bus, such as "I2C1". */
  constructor(private readonly name: string) {}

  /**
   * Takes pins, by the names of their lines, in the place of those that it had.
   *
   * @param what what the bus does with them, such as "drive an I2C bus"
   * @throws EspruinoError if one of them cannot be had; then the bus keeps those that it had
   */
  take(what: string, pins: Readonly<Record<string, SimPin>>): void {
    const before = this.held;
    this.release();
    try {
      for (const [line, pin] of Object.entries(pins)) {
        const user = `${this.name} (${line})`;
        pin.claim(what, user);
        this.held.push([pin, user]);
      }
    } catch (error) {
      this.release();
      for (const [pin, user] of before) pin.claim(what, user);
      this.held = before;
      throw error;
    }
  }

  private release(): void {
    for (const [pin, user] of this.held) pin.release(user);
    this.held = [];
  }
}
