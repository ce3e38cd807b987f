import { sleep_ms } from "../asyncio/sleep.ts";
import { OSError } from "../builtins/exceptions.ts";
import type { ADC } from "../machine/adc.ts";

/**
 * Reads a voltage many times, one ms apart, and gives the mean of the quarter in the middle, from 0 to 65535: what is far off does
 * not count, be it a third of all. 20 samples, as by default, are one period of mains of 50 Hz, whose hum goes out.
 *
 * @throws OSError ENODEV (19) if the half in the middle is spread over more than a tenth of the range: nothing drives the pin
 *
 * @example
 * print(await oversample(new ADC(33)));
 */
export async function oversample(adc: ADC, samples = 20): Promise<number> {
  const values: number[] = [];
  while (values.length < samples) {
    values.push(adc.read_u16());
    await sleep_ms(1);
  }
  values.sort((a, b) => a - b);
  const quarter = samples >> 2;
  if (values[samples - 1 - quarter] - values[quarter] > 6554)
    throw new OSError(19, "ADC " + adc.id + " is unsteady: is it connected?");
  const cut = (samples * 3) >> 3;
  return values.slice(cut, samples - cut).reduce((sum, value) => sum + value, 0) / (samples - 2 * cut);
}
