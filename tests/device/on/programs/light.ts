import { BH1750 } from "drivers";
import { I2C } from "machine";
import { assert_equal } from "testing";

export async function test_reads_the_light(): Promise<void> {
  const { illuminance_lx } = await new BH1750(new I2C(0)).read();
  assert_equal(illuminance_lx, 60);
}
