import type { Board } from "../compiler/boards.ts";
import { pinError, pinWarning, type PinFault } from "../compiler/pins_rules.ts";
import type { Agenda, Clock } from "./clock.ts";
import { SimPin, type PinSpec } from "./pins.ts";

/** The pins of a board, by the names that programs use: `D2`, and `LED1` and `BTN1` for what is soldered to them. */
export type Pins = Readonly<Record<string, SimPin>>;

/** A pin of a board that has come to rest: buttons up, nothing else connected. */
export function makePins(board: Board, clock: Clock, agenda: Agenda, keep: number): Pins {
  const pins: Record<string, SimPin> = {};
  for (const pin of board.pins) {
    const spec: PinSpec = {
      name: `D${pin.gpio}`,
      index: pin.gpio,
      // What the engine puts on a pin of the DAC in the place of pulses is what its own programs may want.
      refusal: (use) => text(pinError(board, pin.gpio, use === "pwm" && pin.dac ? "output" : use)),
      // What hangs on a strapping pin the program cannot know, and the build has told it.
      caution: pin.reserved && text(pinWarning(board, pin.gpio, "input")),
      button: pin.gpio === board.button?.gpio,
    };
    if (spec.button) spec.rest = board.button?.inverted ? 1 : 0;
    pins[spec.name] = new SimPin(spec, clock, agenda, keep);
  }
  for (const name of ["LED", "LED1"]) alias(pins, name, board.led.gpio);
  if (board.button) for (const name of ["BTN", "BTN1"]) alias(pins, name, board.button.gpio);
  return pins;
}

function text(fault: PinFault | undefined): string | undefined {
  return fault && `${fault.message} (${fault.hint})`;
}

function alias(pins: Record<string, SimPin>, name: string, gpio: number): void {
  const pin = pins[`D${gpio}`];
  if (pin) pins[name] = pin;
}
