import type { Board } from "../../compiler/boards.ts";
import { pinError, type PinUse } from "../../compiler/pins_rules.ts";
import type { PartKind, Wire } from "./part.ts";
import type { PartFault } from "./part_check.ts";

/** A part with the places of its wires. */
export interface Wired {
  readonly kind: PartKind;
  readonly wires: Readonly<Record<string, number>>;
}

/** Why a part cannot be wired to a board in this way, with these others on it. */
export function wiringFaults(board: Board, part: Wired, others: readonly Wired[]): PartFault[] {
  const faults: PartFault[] = [];
  for (const [key, number] of Object.entries(part.wires)) {
    const wire = part.kind.wires[key];
    const fault = placeFault(board, wire, number) ?? clash(part, key, others);
    if (fault) faults.push({ ...fault, key, message: `${part.kind.name}: ${key}: ${fault.message}` });
  }
  return faults;
}

type Fault = Pick<PartFault, "message" | "hint">;

/** What the board wants to do with the pin. */
function useOf(wire: Wire): PinUse | undefined {
  if (wire.kind === "onewire") return "output";
  return wire.kind === "pin" ? wire.use : undefined;
}

function placeFault(board: Board, wire: Wire, number: number): Fault | undefined {
  if (wire.kind === "address") return undefined;
  const use = useOf(wire);
  if (use !== undefined) {
    const console = board.pins.find(({ gpio, reserved }) => gpio === number && reserved === "console");
    if (console)
      return { message: `GPIO ${number} of ${board.title} is the console's`, hint: "take another pin" };
    return pinError(board, number, use);
  }
  const name = nameOf(wire, number);
  if (name === board.console.port)
    return {
      message: `${name} of ${board.title} is the console`,
      hint: `serial ports: ${portsOf(board, wire)}`,
    };
  const known = busesOf(board, wire);
  if (known.includes(name)) return undefined;
  return {
    message: `${board.title} has no ${name}`,
    hint: `it has ${portsOf(board, wire) || "none of these"}`,
  };
}

const prefixes = { i2c: "I2C", spi: "SPI", serial: "Serial" } as const;

function nameOf({ kind }: Wire, number: number): string {
  return kind in prefixes ? prefixes[kind as keyof typeof prefixes] + String(number) : `GPIO ${number}`;
}

function busesOf(board: Board, { kind }: Wire): string[] {
  const list = kind === "i2c" ? board.i2c : kind === "spi" ? board.spi : board.uart;
  return list.map(({ name }) => name);
}

function portsOf(board: Board, wire: Wire): string {
  return busesOf(board, wire)
    .filter((name) => name !== board.console.port)
    .join(", ");
}

/** Two parts at one pin or port, or at one address of a bus. */
function clash(part: Wired, key: string, others: readonly Wired[]): Fault | undefined {
  const wire = part.kind.wires[key];
  const number = part.wires[key];
  if (wire.kind === "i2c" || wire.kind === "spi") return undefined;
  if (wire.kind === "address") {
    const bus = busOf(part);
    const other = others.find((one) => busOf(one) === bus && addressOf(one) === number);
    const address = "0x" + number.toString(16);
    return other && { message: `${other.kind.name} has the address ${address} of I2C${bus ?? ""} already` };
  }
  const at = nameOf(wire, number);
  const ownTwice = Object.keys(part.wires).find(
    (name) =>
      name < key && isPlace(part.kind.wires[name]) && nameOf(part.kind.wires[name], part.wires[name]) === at,
  );
  if (ownTwice !== undefined) return { message: `${at} is its ${ownTwice}, too` };
  for (const other of others) {
    for (const [name, place] of Object.entries(other.wires)) {
      const its = other.kind.wires[name];
      const shared = its.kind === "onewire" && wire.kind === "onewire";
      if (isPlace(its) && !shared && nameOf(its, place) === at)
        return { message: `${other.kind.name} is at ${at} already, as its ${name}` };
    }
  }
  return undefined;
}

function isPlace({ kind }: Wire): boolean {
  return kind === "pin" || kind === "onewire" || kind === "serial";
}

function find({ kind, wires }: Wired, what: Wire["kind"]): number | undefined {
  const key = Object.keys(kind.wires).find((name) => kind.wires[name].kind === what);
  return key === undefined ? undefined : wires[key];
}

const busOf = (part: Wired): number | undefined => find(part, "i2c");
const addressOf = (part: Wired): number | undefined => find(part, "address");
