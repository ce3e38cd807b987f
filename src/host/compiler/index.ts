import { existsSync, statSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { loadTarget, type Board } from "./boards.ts";
import { bundle, type Lower } from "./bundle.ts";
import { checkDialect } from "./dialect.ts";
import { moveMap } from "./edits.ts";
import { stripReservation } from "./engine-names.ts";
import { BuildError, fail, type BuildMessage } from "./errors.ts";
import { fold } from "./fold.ts";
import { lowerToEs5 } from "./es5/index.ts";
import { lower } from "./lower/index.ts";
import { minify } from "./minify.ts";
import { isLibraryFile, packageRoot } from "./modules.ts";
import { tidy } from "./peephole.ts";
import { checkPins } from "./pins.ts";
import { sizeReport, type SizeReport } from "./report.ts";
import { pruneMap, type ImageMap } from "./sourcemap.ts";
import { tokenise } from "./tokenise.ts";
import { typecheck } from "./typecheck.ts";

export { BuildError, formatErrors, formatWarnings, type BuildMessage } from "./errors.ts";
export { formatReport, type SizeReport } from "./report.ts";
export { boardNames, loadTarget, type Board } from "./boards.ts";
export { imageBytes, writeImage } from "./write.ts";
export { instrument } from "./instrument.ts";
export type { ImageMap } from "./sourcemap.ts";

export interface BuildOptions {
  /** The program's main file. */
  entry: string;
  /** A name from `boards/`, or `bare` (any engine, virtual time) or `node` (the desk, real time). Default: `esp32`. */
  board?: string | undefined;
  /** Default: true. */
  minify?: boolean | undefined;
  /** Default: true. */
  typecheck?: boolean | undefined;
  /** Written into the source map as it is; the map's `sources` are relative to the entry's folder. */
  sourceRoot?: string | undefined;
  /** Leaves in the image what the program cannot need of the library; for tests. Default: false. */
  whole?: boolean | undefined;
  /** Takes the place of the coroutine compiler; for tests of the other stages. */
  lower?: Lower | undefined;
}

/** What the map says beside the mappings, for the simulator and other tools. */
export interface ImageInfo {
  board: string;
  /** Short names of the properties that begin with `_$`. */
  props: Record<string, string>;
}

export interface BuildResult {
  /**
   * The image: one plain ES5 script. That of a board has one character a byte, and if it is minified also one for each
   * reserved word and long operator, which is what Espruino's lexer takes and no other engine.
   */
  code: string;
  map: ImageMap & { x_uasyncio: ImageInfo };
  report: SizeReport;
  /** What may not be meant; the image is made all the same. */
  warnings: BuildMessage[];
  /** All files that the image was made of, the library's included: absolute paths. */
  inputs: string[];
  /** The target by name. */
  board: string;
  /** The target's pins and limits; undefined for `bare` and `node`. */
  target: Board | undefined;
}

/**
 * Builds the image of a program. Nothing is written.
 *
 * @throws {@link BuildError} with every error that was found in the first stage that failed
 */
export async function build(options: BuildOptions): Promise<BuildResult> {
  const { board = "esp32", minify: small = true, typecheck: check = true } = options;
  const target = loadTarget(board);
  const entry = resolve(options.entry);
  if (!existsSync(entry)) fail(`cannot find the program ${options.entry}`);
  if (!statSync(entry).isFile()) fail(`${options.entry} is not a file`);
  if (!/\.(m?ts|m?js)$/.test(entry))
    fail(`${options.entry} is neither TypeScript nor JavaScript`, { file: entry });

  const types = check ? typecheck(entry, target.hal) : undefined;
  if (types && types.errors.length > 0) throw new BuildError(types.errors);
  const pins = types && target.board && checkPins(types.program, target.board);
  if (pins && pins.errors.length > 0) throw new BuildError(pins.errors);
  const bundled = await bundle({
    entry,
    hal: target.hal,
    lower: options.lower ?? lower,
    small,
    whole: options.whole,
    arraysIn: types?.arraysIn,
  });
  const folded = small ? await fold(bundled.code, bundled.map) : bundled;
  const lowered = lowerToEs5(folded.code, folded.map);
  const made = small ? await minify(lowered.code, lowered.map) : { ...lowered, props: {} };
  const text = tidy(stripReservation(made.code), made.map);
  // Node runs all of the language; everything else may be as small as Espruino.
  if (target.hal !== "node") checkDialect(text.code, text.map);
  const image = tokenise(text.code, small && target.board !== undefined);

  const bytes = image.code.length;
  if (target.board !== undefined && bytes > target.board.storage) {
    const room = target.board.storage;
    fail(`the image has ${bytes} bytes, ${target.board.title} has room for ${room}`, {
      hint: `${bytes - room} bytes too many; --report shows what they are`,
    });
  }
  const textMap = pruneMap(text.code, text.map, (source) => displayName(source, dirname(entry)));
  if (options.sourceRoot !== undefined) textMap.sourceRoot = options.sourceRoot;
  const map = target.board ? moveMap(textMap, image) : textMap;
  return {
    code: target.board ? image.code : text.code,
    map: { ...map, x_uasyncio: { board, props: made.props } },
    report: sizeReport(image, text.code, textMap),
    warnings: pins?.warnings ?? [],
    inputs: bundled.inputs,
    board,
    target: target.board,
  };
}

/** Source names that do not depend on where things lie on this machine. */
function displayName(source: string, folder: string): string {
  if (isLibraryFile(source)) return `uasyncio/${relative(packageRoot, source)}`.replaceAll("\\", "/");
  return relative(folder, source).replaceAll("\\", "/");
}
