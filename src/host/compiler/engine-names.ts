/**
 * Global names of Espruino on any board. A top-level name of the image is a global too and would hide one of these,
 * from the engine's own code and from whoever types at the console.
 */
const words = (
  "E I2C SPI Pin Serial Graphics Modules Storage Telnet Waveform OneWire NaN Infinity BTN LED LED1 LED2 LED3 BTN1 " +
  "BTN2 BTN3 BTN4 SDA SCL print process console load save reset dump edit echo trace global " +
  "globalThis getTime setTime getSerial setTimeout setInterval clearTimeout clearInterval changeInterval setWatch " +
  "clearWatch pinMode getPinMode digitalRead digitalWrite digitalPulse analogRead analogWrite peek8 peek16 peek32 " +
  "poke8 poke16 poke32 shiftOut eval parseInt parseFloat isNaN isFinite atob btoa onInit setBusyIndicator " +
  "setSleepIndicator setDeepSleep memory quit interrupt USB Bluetooth Serial1 Serial2 Serial3 SPI1 " +
  "SPI2 SPI3 I2C1 I2C2 I2C3 VIBRATE Terminal Loopback loopbackA loopbackB"
).split(" ");

/** Pins are global variables: D0 to D50 on ESP32, port names A0 to H15 on other boards. */
function pinNames(): string[] {
  const names: string[] = [];
  for (let pin = 0; pin <= 50; pin++) names.push(`D${pin}`);
  for (const port of "ABCEFGHVP") for (let pin = 0; pin <= 15; pin++) names.push(`${port}${pin}`);
  return names;
}

/** Every global name of the engine that an image must not take for itself. */
export const engineNames: readonly string[] = [...words, ...pinNames()];

const marker = "$reserved";

/** Code that mentions every engine name, so that esbuild renames around them. */
export const reservation = `try { ${marker}(${engineNames.join(",")}) } catch (e) {}`;

/** Code without the reservation again, which stands at the end. */
export function stripReservation(code: string): string {
  const start = code.lastIndexOf(`${marker}(`);
  const from = code.lastIndexOf("try", start);
  if (start < 0 || !/^try\s*\{\s*$/.test(code.slice(from, start)))
    throw new Error("the name reservation is lost");
  return code.slice(0, from).trimEnd() + "\n";
}
