/** One thing that can go wrong between desk and board. Words in braces are filled in. */
export interface Trouble {
  /** What the command says. */
  message: string;
  /** What has happened, for the table in docs/flashing.md. */
  meaning: string;
  /** What to do; shown under the message. */
  remedy: string;
}

/** Every message of the commands that talk to a board; docs/flashing.md holds the same table. */
export const TROUBLES = {
  "no-port": {
    message: "no board found: there is no serial port",
    meaning:
      "Nothing that looks like a board is plugged in: no ttyUSB, ttyACM, cu.* or entry of /dev/serial/by-id.",
    remedy: "plug the board in with a cable that carries data (many only charge), or name it: --port PORT",
  },
  "several-ports": {
    message: "several serial ports found:{list}",
    meaning: "More than one device could be the board.",
    remedy: "say which one: --port PORT",
  },
  "no-such-port": {
    message: "there is no port {port}",
    meaning: "The port that was named does not exist, or it is no longer there.",
    remedy: "leave --port out to see what is plugged in; replug the cable",
  },
  "port-busy": {
    message: "{port} is in use by another program",
    meaning: "A serial port belongs to one program at a time.",
    remedy: "close the terminal, monitor or IDE that holds it; `fuser {port}` tells which program that is",
  },
  "port-permission": {
    message: "no permission to open {port}",
    meaning: "On Linux serial ports belong to a group, mostly dialout, and you are not in it.",
    remedy: "run: sudo usermod -aG {group} $USER, then log out and in again",
  },
  "no-connection": {
    message: "cannot open {port}: {reason}",
    meaning: "The port or the network address did not let itself be opened.",
    remedy: "check the cable or the address; the board must be powered",
  },
  silent: {
    message: "the board on {port} says nothing",
    meaning:
      "Not one byte came back: no firmware, another baud rate, or the program on it has taken the console over.",
    remedy:
      "uasyncio restore --port {port}; if that fails, flash the firmware: uasyncio flash APP.ts --port {port} --firmware DIR",
  },
  "no-firmware": {
    message: "{port} is a board without Espruino: {reason}",
    meaning: "What came back is the chip's own loader, another firmware, or noise.",
    remedy: "flash Espruino first: uasyncio flash APP.ts --port {port} --firmware DIR",
  },
  "no-answer": {
    message: "the console on {port} does not answer, though something comes from it",
    meaning: "The program keeps the board busy, or the connection loses bytes.",
    remedy: "uasyncio restore --port {port} stops the program and removes it",
  },
  "not-restored": {
    message: "the board on {port} could not be brought back: {reason}",
    meaning: "Neither ctrl-C nor a reset got Espruino's prompt.",
    remedy:
      "hold BOOT while you press RESET (EN), then erase all that is stored: uasyncio restore --erase --port {port}",
  },
  "old-firmware": {
    message: "the board runs Espruino {version}, this needs {minimum} or later",
    meaning: "Older firmware lacks what images or the upload use.",
    remedy: "flash a newer one: uasyncio flash APP.ts --port {port} --firmware DIR",
  },
  "wrong-board": {
    message: "the board on {port} calls itself {name}, the image is for {board}",
    meaning:
      "Boards differ in their pins, and an image has those of one. Nothing has been changed on the board.",
    remedy: "{remedy}",
  },
  "storage-full": {
    message: "the image has {bytes} bytes; the upload needs {need} of Storage, {free} are free",
    meaning:
      "The new image is stored beside the old one before it takes its place, so there must be room for both.",
    remedy: "uasyncio ls --port {port} shows what is there, uasyncio rm FILE removes it",
  },
  "too-many-jsvars": {
    message: "the image needs about {need} JsVars (an estimate), {board} has {jsvars}",
    meaning: "The program does not fit into the engine's memory.",
    remedy: "{advice}",
  },
  "not-an-image": {
    message: "{file} is no image for a board: {reason}",
    meaning: "Only plain scripts for Espruino can be stored.",
    remedy: "give the program's .ts file, or build it with --board esp32",
  },
  "upload-failed": {
    message: "the upload failed: {reason}",
    meaning: "The connection broke or lost too much. The message goes on with the state the board is in.",
    remedy: "{state}; send it again: {command}",
  },
  "not-the-same": {
    message: "what the board stored is not what was sent: CRC32 {got}, expected {wanted}",
    meaning: "The connection or the flash chip is at fault.",
    remedy: "{state}; send it again: {command}",
  },
  interrupted: {
    message: "stopped by ctrl-C",
    meaning: "You ended the command in the middle.",
    remedy: "{state}; send it again: {command}",
  },
  "not-up": {
    message:
      "the program is {where} and verified, but it does not come back to the idle loop within {seconds} s",
    meaning: "The program never ends its first turn: it loops without awaiting.",
    remedy:
      "run it on the desk: uasyncio sim APP.ts; remove it from the board: uasyncio restore --port {port}",
  },
  "raised-at-start": {
    message: "the program is {where} and verified; it raised when it started:{text}",
    meaning: "An exception left the program at its start, as a missing sensor can cause.",
    remedy: "correct the program and send it again: {command}",
  },
  "no-esptool": {
    message: "esptool is not installed",
    meaning: "The firmware of an ESP32 is flashed with Espressif's esptool, version 4 or 5.",
    remedy: "run: pipx install esptool, or: python3 -m pip install esptool",
  },
  "esptool-failed": {
    message: "esptool failed: {reason}",
    meaning: "The firmware is not, or not wholly, on the board.",
    remedy: "hold BOOT while it connects, or lower the speed; send it again: {command}",
  },
  "firmware-missing": {
    message: "{folder} lacks {what}",
    meaning: "A release of Espruino for an ESP32 is three files: boot loader, partition table and app.",
    remedy:
      "download Espruino {version} for the {board} from https://www.espruino.com/Download and unpack it there",
  },
  "firmware-wrong": {
    message: "{file} does not fit: {reason}",
    meaning: "The firmware is for another chip, damaged, or larger than its partition.",
    remedy:
      "download Espruino {version} for the {board} from https://www.espruino.com/Download and unpack it there",
  },
  "firmware-by-copy": {
    message: "the {board} is not flashed with esptool",
    meaning: "Its firmware is a file that you copy to a USB drive.",
    remedy:
      "hold BOOTSEL while you plug it in, copy the .uf2 file onto the drive that appears, leave --firmware out",
  },
  "no-such-file": {
    message: "there is no file {file} on the board",
    meaning: "Storage holds no file of that name.",
    remedy: "uasyncio ls --port {port} shows what is there",
  },
} as const satisfies Record<string, Trouble>;

export type TroubleId = keyof typeof TROUBLES;

/** Something is wrong with a board or the way to it: the message says what, and what to do. */
export class DeviceError extends Error {
  constructor(
    readonly id: TroubleId,
    readonly values: Readonly<Record<string, string | number>> = {},
  ) {
    const { message, remedy } = TROUBLES[id];
    super(`${fill(message, values)}\n    ${fill(remedy, values)}`);
  }
}

function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The table of docs/flashing.md. */
export function troubleTable(): string {
  const row = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  const rows = Object.values(TROUBLES).map(({ message, meaning, remedy }) => row([message, meaning, remedy]));
  return [row(["It says", "It means", "Do this"]), row(["---", "---", "---"]), ...rows].join("\n");
}
