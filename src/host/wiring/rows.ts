import type { Board } from "../compiler/boards.ts";
import type { Wired } from "../sim/devices/wiring.ts";

/** One wire: a pin of the board and the pin of the part that it goes to. */
export interface WireRow {
  board: string;
  part: string;
  /** What kind of wire it is, which gives its colour. */
  net: "supply" | "ground" | "clock" | "data" | "input" | "output";
}

/** A part with its wires. */
export interface WiredPart {
  title: string;
  rows: WireRow[];
  /** What else is to be connected. */
  notes: readonly string[];
}

/** What a beginner is not told by the names of the pins. */
const NOTES: Readonly<
  Record<string, { supply?: "5V" | null; names?: Record<string, string>; notes?: string[] }>
> = {
  BH1750: { notes: ["ADDR: to GND for 0x23, to 3V3 for 0x5c"] },
  Button: { supply: null, names: { pin: "contact" } },
  DHT11: { names: { pin: "DATA" }, notes: ["10 kΩ from DATA to 3V3, unless the module has one"] },
  DHT22: { names: { pin: "DATA" }, notes: ["10 kΩ from DATA to 3V3, unless the module has one"] },
  DS18B20: { names: { pin: "DQ" }, notes: ["4.7 kΩ from DQ to 3V3"] },
  HCSR04: {
    supply: "5V",
    names: { trigger: "Trig", echo: "Echo" },
    notes: ["Echo has 5 V: 1 kΩ in the wire, 2 kΩ from the pin to GND"],
  },
  Load: { supply: null, names: { pin: "control" } },
  PIR: { supply: "5V", names: { pin: "OUT" } },
  RotaryEncoder: { supply: null },
  SoilProbe: { names: { pin: "AOUT" }, notes: ["1 MΩ from AOUT to GND"] },
  Thermistor: { names: { pin: "divider" }, notes: ["a resistor to the other supply line makes the divider"] },
};

/**
 * The wires of a part on a board.
 *
 * @param name what its owner calls it
 */
export function wiredPart(board: Board, { kind, wires }: Wired, name?: string): WiredPart {
  const known = NOTES[kind.name] ?? {};
  const rows: WireRow[] = [];
  if (known.supply !== null) {
    const supply = known.supply ?? "3V3";
    rows.push({ board: supply, part: supply === "5V" ? "5V" : "VCC", net: "supply" });
  }
  rows.push({ board: "GND", part: "GND", net: "ground" });
  for (const [key, place] of Object.entries(wires)) {
    const wire = kind.wires[key];
    const label = known.names?.[key] ?? key;
    switch (wire.kind) {
      case "i2c": {
        const { scl, sda } = bus(board.i2c, `I2C${place}`);
        rows.push({ board: `GPIO ${scl}`, part: "SCL", net: "clock" });
        rows.push({ board: `GPIO ${sda}`, part: "SDA", net: "data" });
        break;
      }
      case "spi": {
        const { sck, miso, mosi } = bus(board.spi, `SPI${place}`);
        rows.push({ board: `GPIO ${sck}`, part: "SCK", net: "clock" });
        rows.push({ board: `GPIO ${miso}`, part: "MISO", net: "input" });
        rows.push({ board: `GPIO ${mosi}`, part: "MOSI", net: "output" });
        break;
      }
      case "serial": {
        const { tx, rx } = bus(board.uart, `Serial${place}`);
        rows.push({ board: `GPIO ${rx}`, part: "TX", net: "input" });
        rows.push({ board: `GPIO ${tx}`, part: "RX", net: "output" });
        break;
      }
      case "pin":
        rows.push({ board: `GPIO ${place}`, part: label, net: wire.use === "output" ? "output" : "input" });
        break;
      case "onewire":
        rows.push({ board: `GPIO ${place}`, part: label, net: "data" });
        break;
      case "address":
        break;
    }
  }
  const address = Object.keys(wires).find((key) => kind.wires[key].kind === "address");
  const where = address === undefined ? "" : `, 0x${wires[address].toString(16)}`;
  return { title: (name ?? kind.name) + where, rows, notes: known.notes ?? [] };
}

function bus<T extends { name: string }>(list: readonly T[], name: string): T {
  const found = list.find((one) => one.name === name);
  if (!found) throw new RangeError(`the board has no ${name}`);
  return found;
}
