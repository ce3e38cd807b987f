import { OSError } from "../builtins/exceptions.ts";
import type { I2C } from "../machine/i2c.ts";

/** Raises OSError ENODEV (19), with the number found, unless the part's register says that it is the right one. */
export function checkChip(i2c: I2C, address: number, register: number, id: number): void {
  const [found] = i2c.readfrom_mem(address, register, 1);
  if (found != id) throw new OSError(19, "chip id 0x" + found.toString(16));
}
