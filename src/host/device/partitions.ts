/** An entry of an ESP32's partition table. */
export interface Partition {
  label: string;
  /** 0: program, 1: data. */
  type: number;
  offset: number;
  size: number;
}

const ENTRY = 32;

/**
 * Reads a partition table as the boot loader does: entries of 32 bytes that begin with AA 50, until one that does not (Espressif, "Partition
 * Tables").
 */
export function readPartitions(table: Uint8Array): Partition[] {
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength);
  const result: Partition[] = [];
  for (let at = 0; at + ENTRY <= table.length && view.getUint16(at) === 0xaa50; at += ENTRY) {
    const label = Buffer.from(table.subarray(at + 12, at + 28))
      .toString("latin1")
      .replace(/\0.*$/s, "");
    result.push({
      label,
      type: view.getUint8(at + 2),
      offset: view.getUint32(at + 4, true),
      size: view.getUint32(at + 8, true),
    });
  }
  return result;
}

/** Chip numbers in the header of an image (Espressif, "App Image Format", `esp_chip_id_t`). */
const CHIPS: Readonly<Record<number, string>> = { 0: "esp32", 2: "esp32s2", 5: "esp32c3", 9: "esp32s3" };

/** What the header of a boot loader or an app says: undefined if that is no such image. */
export function imageChip(image: Uint8Array): string | undefined {
  if (image.length < 24 || image[0] !== 0xe9) return undefined;
  const id = image[12] | (image[13] << 8);
  return CHIPS[id] ?? `chip number ${id}`;
}
