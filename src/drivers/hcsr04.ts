import { Lock } from "../asyncio/lock.ts";
import { sleep_ms } from "../asyncio/sleep.ts";
import { OSError } from "../builtins/exceptions.ts";
import { Edges } from "../machine/edges.ts";
import type { Pin } from "../machine/pin.ts";
import { sleep_us } from "../time/sleep.ts";
import { ticks_ms } from "../time/ticks.ts";
import { left } from "./interval.ts";

/** What a reading of {@link HCSR04} gives. */
export interface HCSR04Reading {
  /** Distance in cm, from 2 to 400. */
  distance_cm: number;
}

/** ms in which all edges come, seen by a program that has other things to do: without an echo the line is high for 38 ms. */
const WINDOW = 45;
/** µs: no pulse is as short, nor any gap in one; what is, is noise. An echo from 2 cm has 116. */
const GLITCH = 50;
/** µs of the longest echo that counts, from 5 m. */
const LONGEST = 30000;

/**
 * HC-SR04, distance by ultrasound, on two pins. The echo has 5 V: it needs a divider in front of the pin.
 *
 * From 2 to 400 cm. It may be asked once in 60 ms, for echoes to die away: `read` waits for that. Tasks that read at the
 * same time take turns. Noise on the line of the echo, pulses and gaps of up to 50 µs, is left out; at the very ends of the echo it
 * may move them by as much, which is 1 cm.
 *
 * @see HC-SR04 data sheet of ElecFreaks, pages 1 to 3
 *
 * @example
 * const sonar = new HCSR04(new Pin(25, Pin.OUT), new Pin(26, Pin.IN, Pin.PULL_DOWN));
 * const { distance_cm } = await sonar.read();
 */
export class HCSR04 {
  /** Temperature of the air in °C, to be set when it changes: the speed of sound changes by 0.2 % a degree. */
  temperature_c: number;
  declare _$trigger: Pin;
  declare _$echo: Pin;
  declare _$lock: Lock;
  /** Tick of the last measurement. */
  declare _$at: number;

  constructor(trigger: Pin, echo: Pin, temperature_c = 20) {
    this.temperature_c = temperature_c;
    this._$trigger = trigger;
    this._$echo = echo;
    this._$lock = new Lock();
    this._$at = ticks_ms();
  }

  /**
   * Measures once, in 45 ms, if the measurement before is 60 ms ago.
   *
   * @throws OSError ETIMEDOUT (110) if nothing reflects the sound, if the part is not there, or if the echo does not end
   */
  async read(): Promise<HCSR04Reading> {
    const lock = this._$lock;
    const trigger = this._$trigger;
    let edges: Edges | undefined;
    let start = 0;
    let end = 0;
    let high = 0;
    await lock.acquire();
    try {
      await sleep_ms(left(this._$at, 60));
      this._$at = ticks_ms();
      edges = new Edges(this._$echo);
      trigger.on();
      sleep_us(10);
      trigger.off();
      await sleep_ms(WINDOW);
    } finally {
      if (edges) edges.stop();
      lock.release();
    }
    const { times, levels } = edges;
    for (let i = 0; i < times.length; i++) {
      const time = times[i];
      if (levels[i]) {
        if (!end) start = time;
        else if (time - end > GLITCH) break;
        high = time;
      } else if (high && time - high > GLITCH) end = time;
    }
    const us = end - start;
    if (us <= 0 || us > LONGEST) throw new OSError(110);
    // The speed of sound, in m/s, is 20.05 times the root of the absolute temperature; the way is there and back.
    return { distance_cm: us * 0.0010025 * Math.sqrt(this.temperature_c + 273.15) };
  }
}
