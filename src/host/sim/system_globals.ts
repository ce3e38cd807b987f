import { crc32 } from "node:zlib";
import { bytesOf } from "./bytes.ts";
import type { Machine } from "./globals.ts";
import { sizeInJsVars } from "./jsvars.ts";
import type { Callback } from "./realm.ts";
import type { SimStorage } from "./storage.ts";

/** Ways to start again without a reset of the chip. */
export type SoftRestart =
  /** Of what is in Storage only the code that is to survive even this runs then. */
  | { kind: "reset" }
  /** As at power-up or, with a file, that file of Storage. */
  | { kind: "load"; file: string | undefined };

/** What runs at power-up, and would survive `reset()` if it was written to the second one. */
export const BOOT_CODE = ".bootcde";
export const BOOT_CODE_RESET = ".bootrst";

/** Globals by which a program, or who sits at the console, controls the interpreter. */
export function controlGlobals(machine: Machine): Record<string, Callback> {
  const { realm, storage } = machine;
  return {
    echo: realm.fn((on) => {
      machine.setEcho(Boolean(on));
    }),
    reset: realm.fn((clearFlash) => {
      machine.startAgain({ kind: "reset" });
      if (!clearFlash) return;
      machine.print("Erasing saved code.\nDone!");
      for (const name of [BOOT_CODE, BOOT_CODE_RESET]) storage.delete(name);
    }),
    load: realm.fn((file) => {
      machine.startAgain({
        kind: "load",
        file: file === undefined ? undefined : `${file as string | number}`,
      });
    }),
  };
}

/** Flags that `E.setFlags` takes, off until set. */
const FLAGS = [
  "deepSleep",
  "unsafeFlash",
  "unsyncFiles",
  "pretokenise",
  "jitDebug",
  "onErrorSave",
  "onErrorFlash",
];

/** Members of `E` about memory and how the interpreter runs. */
export function controlOfE(machine: Machine): Record<string, Callback> {
  const { realm, storage } = machine;
  const flags = new Map(FLAGS.map((name) => [name, 0]));
  return {
    CRC32: realm.fn((data) => {
      const bytes = typeof data === "number" ? undefined : bytesOf(data);
      return bytes && crc32(bytes);
    }),
    getSizeOf: realm.fn((value) => sizeInJsVars(value)),
    getFlags: realm.fn(() => realm.object(Object.fromEntries(flags))),
    setFlags: realm.fn((wanted) => {
      for (const [name, on] of Object.entries((wanted ?? {}) as Record<string, unknown>))
        if (flags.has(name)) flags.set(name, on ? 1 : 0);
    }),
    setBootCode: realm.fn((code, always) => {
      for (const name of [BOOT_CODE, BOOT_CODE_RESET]) storage.delete(name);
      const bytes = bytesOf(code);
      if (bytes?.length) storage.set(always ? BOOT_CODE_RESET : BOOT_CODE, bytes);
    }),
  };
}

/** What Storage has to run when the interpreter starts, in this order. */
export function startupFiles(
  storage: SimStorage,
  how: "power" | SoftRestart,
): [name: string, data: Uint8Array][] {
  const numbered = [0, 1, 2, 3].map((n) => `.boot${n}`);
  const names = [...(how === "power" ? [".bootPowerOn"] : []), ...numbered];
  if (storage.has(BOOT_CODE_RESET)) names.push(BOOT_CODE_RESET);
  else if (how === "power" || (how.kind === "load" && how.file === undefined)) names.push(BOOT_CODE);
  if (how !== "power" && how.kind === "load" && how.file !== undefined) names.push(how.file);
  return names.flatMap((name) => {
    const data = storage.get(name);
    return data ? [[name, data]] : [];
  });
}
