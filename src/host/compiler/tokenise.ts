/**
 * Images as Espruino's lexer takes them: it reads one byte for each reserved word and each operator of several
 * characters, as its own tools send them. That is a quarter of an image, and lexing it is faster.
 *
 * The text of such an image has one character a byte. Names of properties stay words, for old firmware knows no others;
 * characters beyond ASCII, which stand in strings and regular expressions only, are their UTF-8 bytes.
 */
import { parse, type Token } from "acorn";
import { moveMap, replace, type Edit, type Edited } from "./edits.ts";
import type { AnyMap } from "./sourcemap.ts";
import { full } from "./walk.ts";

/** The byte of the first one; the others follow. */
const FIRST = 138;
const operators = "== === != !== <= << <<= >= >> >>> >>= >>>= += -= ++ -- *= /= %= &= && |= || ^= =>".split(
  " ",
);
const words = (
  "if else do while for break continue function return var let const this throw try catch finally true false null " +
  "undefined new in instanceof switch case default delete typeof void debugger class extends super static of"
).split(" ");
const tokens = [...operators, ...words];
const bytes = new Map(tokens.map((token, i) => [token, String.fromCharCode(FIRST + i)]));

/**
 * Makes an image of its text: bytes, one a character.
 *
 * @param short whether words and operators become one byte each; the text has to be ES5 then
 */
export function tokenise(text: string, short: boolean): Edited {
  const edits = short ? tokenEdits(text) : [];
  for (const { 0: characters, index } of text.matchAll(/[^\0-\x7f]+/g))
    edits.push({
      start: index,
      end: index + characters.length,
      text: Buffer.from(characters).toString("latin1"),
    });
  return replace(text, edits);
}

function tokenEdits(code: string): Edit[] {
  const texts: Token[] = [];
  const program = parse(code, { ecmaVersion: 5, onToken: texts });
  /** Where words are names of properties, and what is written shorter as another word. */
  const names = new Set<number>();
  const shorter = new Map<number, { end: number; word: string }>();
  full(program, (node) => {
    if (node.type === "MemberExpression" && !node.computed) names.add(node.property.start);
    if (node.type === "Property" && !node.computed) names.add(node.key.start);
    if (node.type === "UnaryExpression" && node.argument.type === "Literal") {
      const { operator, start, end } = node;
      const { value } = node.argument;
      if (operator === "void" && value === 0) shorter.set(start, { end, word: "undefined" });
      if (operator === "!" && value === 0) shorter.set(start, { end, word: "true" });
      if (operator === "!" && value === 1) shorter.set(start, { end, word: "false" });
    }
  });
  const edits: Edit[] = [];
  let end = 0;
  let wasByte = false;
  for (const token of texts) {
    const { start } = token;
    if (start < end) continue;
    const other = shorter.get(start);
    const byte = names.has(start) ? undefined : bytes.get(other?.word ?? code.slice(start, token.end));
    // Only text needs a space between.
    const gap = code.slice(end, start);
    if ((byte !== undefined || wasByte) && /^ +$/.test(gap)) edits.push({ start: end, end: start, text: "" });
    wasByte = byte !== undefined;
    end = other?.end ?? token.end;
    if (byte !== undefined) edits.push({ start, end, text: byte });
  }
  return edits;
}

/** The text of an image. */
export interface Expanded<M> {
  /** One script that any engine may run, with as many lines as the image. */
  code: string;
  map: M;
  /** The column in the image of one in the text; both from 0, lines from 1. */
  imageColumn: Edited["oldColumn"];
}

/** The inverse of {@link tokenise}. What is text already stays as it is. */
export function expand<M extends AnyMap | undefined>(image: string, map: M): Expanded<M> {
  const edited = replace(image, /[\x80-\xff]/.test(image) ? textEdits(image) : []);
  return { code: edited.code, map: map && moveMap(map, edited), imageColumn: edited.oldColumn };
}

const piece = /(["'`])(?:(?!\1)[^\\]|\\[^])*\1|\/\/.*|\/\*[^]*?\*\/|[\w$]+|[ \t\r\n]+|[^]/g;
const regularExpression = /\/(?:[^\\/\n]|\\.)+\//y;
/** What stands before a regular expression; after anything else a `/` divides. */
const open = /^$|[!%&*+\-/<=>?|^~[{}(,;:]$/;
const values = new Set(["this", "true", "false", "null", "undefined"]);
const utf8 = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}/g;

function textEdits(image: string): Edit[] {
  const edits: Edit[] = [];
  let before = "";
  let wasToken = false;
  piece.lastIndex = 0;
  for (let match; (match = piece.exec(image));) {
    const start = match.index;
    let text = match[0];
    if (/^[ \t\r\n]|^\/[/*]/.test(text)) {
      // What is not executed may be of any bytes.
      wasToken = false;
      continue;
    }
    const word = tokens[text.charCodeAt(0) - FIRST] as string | undefined;
    if (text.length === 1 && word !== undefined) {
      const space = (wasToken || touches(image[start - 1] ?? "", word) ? " " : "") + word;
      edits.push({
        start,
        end: start + 1,
        text: touches(image[start + 1] ?? "", word) ? `${space} ` : space,
      });
      before = lastOf(word);
      wasToken = true;
      continue;
    }
    regularExpression.lastIndex = start;
    const regex = text === "/" && open.test(before) ? regularExpression.exec(image) : null;
    if (regex) {
      text = regex[0];
      piece.lastIndex = start + text.length;
    }
    for (const { 0: character, index } of text.matchAll(utf8)) {
      const decoded = Buffer.from(character, "latin1").toString();
      // Text that came here without having been bytes has such characters, too.
      if (!decoded.includes("\ufffd"))
        edits.push({ start: start + index, end: start + index + character.length, text: decoded });
    }
    before = lastOf(text);
    wasToken = false;
  }
  return edits;
}

/** As {@link open} wants it: after a keyword that is no value comes what comes after a parenthesis. */
function lastOf(text: string): string {
  return words.includes(text) && !values.has(text) ? "(" : text;
}

/** Whether a character and a word or operator beside it would become one. */
function touches(character: string, token: string): boolean {
  return /\w/.test(token) ? /[\w$]/.test(character) : /[-+*/%&|^<>=!]/.test(character);
}
