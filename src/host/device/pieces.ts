import { crc32 } from "node:zlib";
import { answerText } from "./answers.ts";

/** Name of the file in Storage that an image is gathered in. */
export const STAGING = "uasyncio.new";
/** Global names on the board, such as no image has: minified ones are shorter. */
export const RECEIVER = "_uput";
export const RAM_IMAGE = "_uram";
/** Bytes of the image in one line: long enough to be quick, short enough to get through a bad line. */
export const PIECE = 192;

/** One line of the upload, and the word that the board answers it with. */
export interface Piece {
  offset: number;
  length: number;
  line: string;
  word: string;
}

/**
 * The image as lines that each carry a few bytes and their CRC32, so that a line that has been corrupted changes nothing. The file has
 * one byte in front: a write at offset 0 makes the file anew and would lose what came before it.
 */
export function pieces(image: Uint8Array): Piece[] {
  const result: Piece[] = [];
  for (let at = 0; at < image.length; at += PIECE) {
    const data = image.subarray(at, at + PIECE);
    const offset = at + 1;
    const line = `${RECEIVER}(${offset},${crc32(data)},"${Buffer.from(data).toString("base64")}")`;
    result.push({ offset, length: data.length, line, word: `k${offset}` });
  }
  return result;
}

/** What the board prints when it has taken a line, around the line's offset. */
const [BEFORE, AFTER] = answerText("k@", "1").split("@");

/** The function that the lines call: `keep` does something with the bytes `d` for offset `o`. */
function receiver(keep: string): string {
  return `global.${RECEIVER}=function(o,c,b){var d=atob(b);if(E.CRC32(d)!=c)return;${keep};print("${BEFORE}"+o+"${AFTER}")};`;
}

/** Code that makes the staging file, and the function that the lines call. */
export function stagingCode(size: number): string {
  return (
    `var s=require("Storage");s.erase("${STAGING}");s.write("${STAGING}","\\n",0,${size + 1});` +
    // A line that comes again, because its answer was lost, finds its bytes there.
    receiver(`var s=require("Storage");if(s.read("${STAGING}",o,d.length)!=d)s.write("${STAGING}",d,o)`)
  );
}

/** The same for an image that goes into memory only, as {@link RAM_IMAGE}. */
export function ramCode(): string {
  return `global.${RAM_IMAGE}=[];` + receiver(`${RAM_IMAGE}[(o-1)/${PIECE}]=d`);
}

/** Code that makes one text of the pieces in memory. Asked again, it finds them joined. */
export const JOIN_RAM = `if(${RAM_IMAGE}.join)${RAM_IMAGE}=${RAM_IMAGE}.join("")`;

/** An expression: CRC32 of the image in the staging file, 0 without one. */
export const STAGED_CRC = `(function(){var s=require("Storage"),n="${STAGING}";return s.read(n)?E.CRC32(s.read(n,1)):0})()`;

/** Programs that Espruino would run in the place of `.bootcde` or before it comes to it. */
export const RIVALS = [".bootrst", ".varimg"];

/**
 * Code that makes the staged image the program. Storage writes a file's header first and its contents after it, so a file that is being
 * written looks whole while the rest of it still reads 0xff. Therefore bytes 1 to 3 are written last of all: until then the program is
 * one letter and an erased byte, which Espruino refuses before it runs anything. Power may fail at any point: the board has the old program,
 * then none, then the new one.
 */
export function switchCode(size: number): string {
  const write = (from: string, to: string, at: string, more = "") =>
    `s.write(".bootcde",s.read("${STAGING}",${from}+1,${to}),${at}${more});`;
  const rivals = RIVALS.map((name) => `s.erase("${name}");`).join("");
  return (
    `var s=require("Storage"),n=${size},o;${rivals}s.erase(".bootcde");` +
    write("0", "1", "0", ",n") +
    `for(o=4;o<n;o+=256)${write("o", "Math.min(256,n-o)", "o")}` +
    (size > 1 ? write("1", "Math.min(3,n-1)", "1") : "")
  );
}

/** An expression: CRC32 of the stored program, 0 without one. */
export const STORED_CRC = `(function(){var d=require("Storage").read(".bootcde");return d?E.CRC32(d):0})()`;
