import type { Clock } from "../../clock.ts";

/** What the boot loader of an ESP32 says, over and over, of flash memory in which it finds no program. */
const LOADER =
  "rst:0x10 (RTCWDT_RTC_RESET),boot:0x13 (SPI_FAST_FLASH_BOOT)\r\ninvalid header: 0xffffffff\r\n";
const LOADER_EVERY = 500;
/** Bytes of noise at a time: what another bit rate makes of a line of text. */
const NOISE = Buffer.from(Array.from({ length: 24 }, (_, i) => ((i * 73 + 0x9b) & 0xff) | 0x80));

/** A board without Espruino. */
export class NoFirmware {
  private stop: (() => void) | undefined;

  constructor(
    private readonly kind: "silent" | "loader" | "garbage",
    private readonly clock: Clock,
    private readonly send: (bytes: Buffer) => void,
  ) {
    if (kind === "loader") this.complain();
  }

  connected(): void {
    this.receive();
  }

  receive(): void {
    if (this.kind === "garbage") this.send(NOISE);
  }

  close(): void {
    this.stop?.();
  }

  private complain(): void {
    this.send(Buffer.from(LOADER));
    this.stop = this.clock.after(LOADER_EVERY, () => this.complain());
  }
}
