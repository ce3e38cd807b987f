import type { Board, BoardPin } from "./boards.ts";

/** What the lines of each kind of bus are called. */
export const busLines = {
  i2c: ["scl", "sda"],
  spi: ["sck", "mosi", "miso"],
  uart: ["tx", "rx"],
} as const;

/** The lines of a bus that the board only listens to. */
export const listening: ReadonlySet<string> = new Set(["rx", "miso"]);

/** What a program wants of a pin: to read it, with a resistor inside, to drive it, to put out pulses, to read a voltage. */
export type PinUse = "input" | "pull" | "output" | "pwm" | "adc";

/** What is wrong, and what to do. */
export interface PinFault {
  message: string;
  hint: string;
}

const purposes: Record<PinUse, string> = {
  input: "inputs",
  pull: "inputs with pull resistors",
  output: "outputs",
  pwm: "outputs for pulses",
  adc: "analog inputs",
};

/** Why a pin of a board cannot be used in a way, or undefined: it can. */
export function pinError(board: Board, gpio: number, use: PinUse): PinFault | undefined {
  const pin = board.pins.find((one) => one.gpio === gpio);
  const why = whyNot(board, pin, use);
  if (why === undefined) return undefined;
  const message = pin ? `GPIO ${gpio} of ${board.title} ${why}` : `${board.title} has no GPIO ${gpio}`;
  if (use === "adc" && board.adcUnits.length === 0)
    return { message, hint: "use a converter on a bus, or another board" };
  const outside = pin && use === "pull" ? "wire a resistor to it, or take another pin; " : "";
  return { message, hint: `${outside}${purposes[use]}: ${pinsFor(board, use)}` };
}

function whyNot(board: Board, pin: BoardPin | undefined, use: PinUse): string | undefined {
  if (!pin) return "does not exist";
  if (pin.reserved === "flash") return "belongs to the flash chip: to touch it stops the board";
  switch (use) {
    case "input":
      return undefined;
    case "pull":
      return pin.inputOnly ? "has no pull resistors inside" : undefined;
    case "output":
      return pin.inputOnly ? "is input only: it has no output stage" : undefined;
    case "pwm":
      if (pin.pwm) return undefined;
      if (pin.inputOnly) return "is input only: it has no output stage";
      return pin.dac
        ? "cannot put out pulses: Espruino puts a steady voltage on it, for it is an output of the DAC"
        : "cannot put out pulses";
    case "adc":
      if (!pin.adc) return "is no analog input";
      if (board.adcUnits.includes(pin.adc.unit)) return undefined;
      return `is an input of ADC${pin.adc.unit}, which Espruino does not read`;
  }
}

/** What is to be known of a pin that can be used in this way, or undefined: nothing. */
export function pinWarning(board: Board, gpio: number, use: PinUse): PinFault | undefined {
  const pin = board.pins.find((one) => one.gpio === gpio);
  const hint = `free of that: ${pinsFor(board, use, false)}`;
  const name = `GPIO ${gpio} of ${board.title}`;
  if (pin?.reserved === "console")
    return { message: `${name} is the console's: programs arrive and print through it`, hint };
  if (pin?.reserved === "usb") return { message: `${name} is the USB connection's, which it cuts`, hint };
  if (pin?.strapping !== undefined && !isSoldered(board, gpio, use))
    return { message: `${name} is read by the chip at reset: ${pin.strapping}`, hint };
  return undefined;
}

/** Whether the board itself has put on a pin what the program uses it for. */
function isSoldered({ led, button }: Board, gpio: number, use: PinUse): boolean {
  return use === "output" || use === "pwm" ? gpio === led.gpio : gpio === button?.gpio;
}

/** The pins to wire a part to that can be used in a way, such as `4, 13, 16 to 19`, and those that want care. */
export function pinsFor(board: Board, use: PinUse, strapping = true): string {
  const able = board.pins.filter(
    (pin) => !pin.reserved && pin.internal === undefined && !whyNot(board, pin, use),
  );
  const free = ranges(able.filter((pin) => pin.strapping === undefined));
  const careful = strapping ? ranges(able.filter((pin) => pin.strapping !== undefined)) : "";
  return careful === "" ? free : `${free}; with care, for the chip reads them at reset: ${careful}`;
}

function ranges(pins: readonly BoardPin[]): string {
  return rangeText(pins.map(({ gpio }) => gpio));
}

/** Numbers as text, neighbours taken together. */
export function rangeText(numbers: readonly number[]): string {
  const runs: [first: number, last: number][] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && number === run[1] + 1) run[1] = number;
    else runs.push([number, number]);
  }
  return runs
    .map(([first, last]) =>
      last === first ? `${first}` : last === first + 1 ? `${first}, ${last}` : `${first} to ${last}`,
    )
    .join(", ");
}
