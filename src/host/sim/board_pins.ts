import type { Board } from "../compiler/boards.ts";
import type { Agenda, Clock } from "./clock.ts";
import { SimPin, type PinSpec } from "./pins.ts";

/** The pins of a board, by the names that programs use: `D2`, and `LED1` and `BTN1` for what is soldered to them. */
export type Pins = Readonly<Record<string, SimPin>>;

const RESERVED = {
  flash: "the flash chip hangs on it, touching it stops the board",
  console: "it is the console, where programs arrive and print",
  usb: "it is the USB connection",
};

/** A pin of a board that has come to rest: buttons up, nothing else connected. */
export function makePins(board: Board, clock: Clock, agenda: Agenda): Pins {
  const pins: Record<string, SimPin> = {};
  for (const pin of board.pins) {
    const inputOnly = pin.inputOnly ?? false;
    const spec: PinSpec = {
      name: `D${pin.gpio}`,
      index: pin.gpio,
      inputOnly,
      pulls: !inputOnly,
      analog: pin.adc?.unit === 1,
      button: pin.gpio === board.button.gpio,
    };
    if (pin.reserved) spec.forbidden = RESERVED[pin.reserved];
    if (spec.button) spec.rest = board.button.inverted ? 1 : 0;
    pins[spec.name] = new SimPin(spec, clock, agenda);
  }
  for (const name of ["LED", "LED1"]) alias(pins, name, board.led.gpio);
  for (const name of ["BTN", "BTN1"]) alias(pins, name, board.button.gpio);
  return pins;
}

function alias(pins: Record<string, SimPin>, name: string, gpio: number): void {
  const pin = pins[`D${gpio}`];
  if (pin) pins[name] = pin;
}
