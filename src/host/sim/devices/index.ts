export { AnalogPart, type AnalogPartOptions } from "./analog_part.ts";
export { BH1750, type BH1750Options } from "./bh1750.ts";
export { BME280, type BME280Options } from "./bme280.ts";
export { BMP280, type BMP280Options } from "./bmp280.ts";
export { Button, type ButtonOptions } from "./button.ts";
export { csv, type CsvOptions } from "./csv.ts";
export { DHT11, DHT22, type DHTOptions } from "./dht.ts";
export { DS18B20, type DS18B20Options } from "./ds18b20.ts";
export type { FaultName, FaultWindow } from "./faults.ts";
export { GPS, type GPSOptions } from "./gps.ts";
export { HCSR04, type HCSR04Options } from "./hcsr04.ts";
export { I2CPart, type I2CPartOptions } from "./i2c_part.ts";
export { Load, type LoadOptions } from "./load.ts";
export { micros, type Time } from "./micros.ts";
export { MPU6050, type MPU6050Options } from "./mpu6050.ts";
export { Part, type PartKind, type PartOptions, type Quantity, type Setting, type Wire } from "./part.ts";
export { PinPart, type Drive } from "./pin_part.ts";
export { PIR, type PIROptions } from "./pir.ts";
export { RecordedEdges, type RecordedEdgesOptions } from "./recorded_edges.ts";
export { RecordedI2C, type RecordedI2COptions } from "./recorded_i2c.ts";
export {
  recordEdges,
  recordI2C,
  type EdgeRecording,
  type I2CExchange,
  type I2CRecording,
} from "./recording.ts";
export { Random } from "./random.ts";
export { RotaryEncoder, type RotaryEncoderOptions } from "./rotary_encoder.ts";
export { SHT31, type SHT31Options } from "./sht31.ts";
export { SoilProbe, type SoilProbeOptions } from "./soil_probe.ts";
export type { Series, Source } from "./source.ts";
export { Thermistor, type ThermistorOptions } from "./thermistor.ts";
export { track, type Track, type Waypoint } from "./track.ts";
