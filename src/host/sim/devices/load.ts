import { Part, type PartKind, type PartOptions } from "./part.ts";

const kind: PartKind = {
  name: "Load",
  wires: { pin: { kind: "pin", use: "output" } },
  quantities: {},
  faults: [],
};

export interface LoadOptions extends PartOptions {
  /** The GPIO that turns it on. */
  pin: number;
}

/**
 * What the board turns on and off: a lamp, a buzzer, a relay, the transistor in front of a pump. It keeps its pin for itself, so
 * that no other part is wired to it; what it does is seen at the pin.
 */
export class Load extends Part {
  static readonly kind = kind;

  constructor(options: LoadOptions) {
    super(kind, options);
  }

  protected override connect(): () => void {
    return () => undefined;
  }
}
