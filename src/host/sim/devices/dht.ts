import type { Level } from "../pins.ts";
import type { PartKind, PartOptions, Source } from "./part.ts";
import { PinPart } from "./pin_part.ts";

export interface DHTOptions extends PartOptions {
  /** The GPIO that its wire is at. */
  pin: number;
  humidity_percent?: Source;
  temperature_c?: Source;
  /** By how many µs the times between edges may be off. Default 2. */
  jitter_us?: number;
}

const common = {
  wires: { pin: { kind: "pin", use: "output" } },
  settings: { jitter_us: { type: "number", min: 0, max: 10, usual: 2 } },
  faults: ["unplugged", "stuck", "checksum", "noise"],
} satisfies Partial<PartKind>;

const dht11: PartKind = {
  name: "DHT11",
  ...common,
  quantities: {
    humidity_percent: { min: 5, max: 95, usual: 50 },
    temperature_c: { min: -20, max: 60, usual: 20 },
  },
};

const dht22: PartKind = {
  name: "DHT22",
  ...common,
  quantities: {
    humidity_percent: { min: 0, max: 100, usual: 50 },
    temperature_c: { min: -40, max: 80, usual: 20 },
  },
};

/** µs from power-up on in which it is not to be asked. */
const UNSTABLE_US = 1e6;
/** µs: from the end of the start to the response, its two halves, the low half of a bit, and the high half of 0 and of 1. */
const GO_US = 30;
const RESPONSE_US = 80;
const LOW_US = 50;
const HIGH_US = [26, 70];

/**
 * What both parts have in common. To the end of a start pulse they answer with 40 bits, which say what they measured after
 * the answer before, and measure again.
 */
abstract class DHT extends PinPart {
  private measured = { humidity: 0, temperature: 0 };
  private lowAt: number | undefined;
  /** From when on it may be asked. */
  private readyAt = 0;
  private sendingTo = 0;
  /** Whether it has been said that the board did something meanwhile. */
  private disturbed = false;

  constructor(
    kind: PartKind,
    options: DHTOptions,
    /** µs: the shortest start pulse, and the time from one to the next. */
    private readonly start_us: number,
    private readonly interval_us: number,
  ) {
    super(kind, options, 500);
  }

  /** The four bytes of a measurement. */
  protected abstract encode(humidity: number, temperature: number): number[];

  protected override begin(): void {
    this.lowAt = undefined;
    this.sendingTo = 0;
    this.put("pin", 1);
    this.measure();
    // It is powered up now.
    this.readyAt = this.now + UNSTABLE_US;
    this.hear("pin", ({ level }) => {
      this.heard(level);
    });
  }

  protected override stuck(): Level {
    return 0;
  }

  private heard(level: Level): void {
    if (this.now < this.sendingTo) {
      if (!this.disturbed) this.remark("the board pulls at the wire while it answers");
      this.disturbed = true;
    } else if (level === 0) this.lowAt = this.now;
    else if (this.lowAt !== undefined) {
      const us = this.now - this.lowAt;
      this.lowAt = undefined;
      if (us < this.start_us)
        this.remark(`a start pulse of ${us} µs, and it needs ${this.start_us}: no answer`);
      else if (this.now < this.readyAt)
        this.remark(`asked ${Math.ceil((this.readyAt - this.now) / 1000)} ms too early: no answer`);
      else this.answer();
    }
  }

  private answer(): void {
    const { humidity, temperature } = this.measured;
    const bytes = this.encode(humidity, temperature);
    bytes.push(bytes.reduce((sum, byte) => sum + byte) & 255);
    if (this.failing("checksum"))
      bytes[Math.floor(this.between(0, 5))] ^= 1 << Math.floor(this.between(0, 8));
    this.readyAt = this.now + this.interval_us;
    const jitter = this.setting("jitter_us") as number;
    let us = 0;
    const edge = (level: Level, after: number): void => {
      us += after + this.between(-jitter, jitter);
      this.later(us, () => {
        this.put("pin", level);
      });
    };
    edge(0, GO_US);
    edge(1, RESPONSE_US);
    let high = RESPONSE_US;
    for (let i = 0; i < 40; i++) {
      edge(0, high);
      edge(1, LOW_US);
      high = HIGH_US[(bytes[i >> 3] >> (7 - (i & 7))) & 1];
    }
    edge(0, high);
    edge(1, LOW_US);
    this.sendingTo = this.now + us;
    this.disturbed = false;
    this.later(us, () => {
      this.measure();
    });
  }

  private measure(): void {
    this.measured = {
      humidity: this.quantity("humidity_percent"),
      temperature: this.quantity("temperature_c"),
    };
  }
}

/** Aosong DHT11, humidity and temperature. After its product manual, pages 4 to 6, and version 1.3 of it for temperatures in tenths. */
export class DHT11 extends DHT {
  static readonly kind = dht11;

  constructor(options: DHTOptions) {
    super(dht11, options, 18_000, 1e6);
  }

  protected override encode(humidity: number, temperature: number): number[] {
    const tenths = Math.round(Math.abs(temperature) * 10);
    return [Math.round(humidity), 0, Math.floor(tenths / 10), (tenths % 10) | (temperature < 0 ? 0x80 : 0)];
  }
}

/** Aosong DHT22 or AM2302, humidity and temperature. After its data sheet, pages 3 to 6. */
export class DHT22 extends DHT {
  static readonly kind = dht22;

  constructor(options: DHTOptions) {
    super(dht22, options, 1000, 2e6);
  }

  protected override encode(humidity: number, temperature: number): number[] {
    const wet = Math.round(humidity * 10);
    const warm = Math.round(Math.abs(temperature) * 10) | (temperature < 0 ? 0x8000 : 0);
    return [wet >> 8, wet & 255, warm >> 8, warm & 255];
  }
}
