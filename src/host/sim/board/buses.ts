import type { Board } from "../../compiler/boards.ts";
import type { Pins } from "../board_pins.ts";
import type { Clock } from "../clock.ts";
import { SimI2C } from "../i2c.ts";
import { SimOneWire } from "../onewire.ts";
import type { SimPin } from "../pins.ts";
import { SimSerial } from "../serial.ts";
import { SimSPI } from "../spi.ts";

/** What the buses of a board need of it. Times are virtual µs. */
export interface BusHost {
  board: Board;
  clock: Clock;
  pins: Pins;
  /** How many entries of each trace are kept at least. */
  keep: number;
  /** Lets time pass in the middle of the program. */
  spend(micros: number): void;
  /** Tells whoever runs the board. */
  remark(text: string): void;
  /** Does something at a time, at once if it is past or not given. */
  when(at: number | undefined, fn: () => void): unknown;
}

/** The serial ports and buses of a board, found by the numbers that Espruino gives them. */
export class Buses {
  /** All but the console's. */
  readonly serials: readonly SimSerial[];
  readonly i2cs: readonly SimI2C[];
  readonly spis: readonly SimSPI[];
  private readonly onewires = new Map<SimPin, SimOneWire>();

  constructor(private readonly host: BusHost) {
    const { board, clock, pins, keep } = host;
    const spend = (micros: number): void => host.spend(micros);
    const remark = (text: string): void => host.remark(text);
    this.serials = board.uart
      .filter(({ name }) => name !== board.console.port)
      .map(({ name }) => new SimSerial(name, (at, fn) => host.when(at, fn), remark));
    this.i2cs = board.i2c.map(({ name }) => new SimI2C(name, clock, spend, remark, keep));
    this.spis = board.spi.map(({ name }) => new SimSPI(name, clock, pins, spend, remark, keep));
  }

  /** Names of the serial ports that the program has set up. */
  get listening(): string[] {
    return this.serials.filter(({ baudrate }) => baudrate !== undefined).map(({ name }) => name);
  }

  serial(number: number): SimSerial {
    const found = this.serials.find(({ name }) => name === `Serial${number}`);
    if (!found) throw new RangeError(`Serial${number} is no serial port of ${this.host.board.title} to use`);
    return found;
  }

  i2c(number: number): SimI2C {
    return this.find(this.i2cs, `I2C${number}`);
  }

  spi(number: number): SimSPI {
    return this.find(this.spis, `SPI${number}`);
  }

  onewire(gpio: number): SimOneWire {
    const { board, pins } = this.host;
    const pin = pins[`D${gpio}`] as SimPin | undefined;
    if (!pin) throw new RangeError(`${board.title} has no GPIO ${gpio}`);
    return this.onewireAt(pin);
  }

  /** The 1-Wire bus at a pin: any pin can be one. */
  onewireAt(pin: SimPin): SimOneWire {
    let bus = this.onewires.get(pin);
    if (!bus) {
      const { host } = this;
      const { clock, keep } = host;
      bus = new SimOneWire(
        pin,
        clock,
        (micros) => host.spend(micros),
        (text) => host.remark(text),
        keep,
      );
      this.onewires.set(pin, bus);
    }
    return bus;
  }

  /** All of them have to be set up again; what hangs on them is still there. */
  powerOff(): void {
    for (const port of this.serials) port.baudrate = undefined;
    for (const bus of this.i2cs) bus.powerOff();
    for (const bus of this.onewires.values()) bus.powerOff();
    for (const bus of this.spis) bus.settings = undefined;
  }

  private find<T extends { name: string }>(buses: readonly T[], name: string): T {
    const found = buses.find((bus) => bus.name === name);
    if (!found) throw new RangeError(`${this.host.board.title} has no ${name}`);
    return found;
  }
}
