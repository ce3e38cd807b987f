import type { Board } from "../compiler/boards.ts";
import { expand } from "../compiler/tokenise.ts";
import { SimBoard } from "../sim/board.ts";
import { jsVarSize, sizeInJsVars, type JsVarSize } from "../sim/jsvars.ts";

/** The engine's own before it runs anything. */
const ENGINE = 30;

export interface EstimateOptions {
  /** What a JsVar holds; default: as on the board. */
  jsVar?: JsVarSize;
  /** ms of real time that the program's first turn may take here. Default 2,000. */
  timeLimit?: number;
}

/**
 * About how many JsVars a program holds when its first turn is over, and so the least that it needs. The image is run on a simulated board where no part
 * answers, and what can be reached from its globals is counted, at Espruino's prices. Errs to the low side: it is 75 % to 100 % of what
 * Espruino itself counts for images of this compiler, and less for a program that keeps much in variables which functions have closed over.
 *
 * Code stays in flash, but for a program that runs from memory: then it is there twice, as it came, and in its functions.
 *
 * Undefined if the first turn does not end.
 *
 * @param code one character a byte
 */
export function estimateJsVars(
  code: string,
  board: Board,
  ram: boolean,
  options: EstimateOptions = {},
): number | undefined {
  const { jsVar = jsVarSize(board.jsvars), timeLimit = 2000 } = options;
  const sim = new SimBoard({ board: board.name, timeLimit });
  for (const pin of new Set(Object.values(sim.pins))) pin.driveAnalog(0.5);
  sim.run({ for: 0 });
  if (!sim.hung) sim.load(code);
  sim.run({ for: 0 });
  const global = sim.hung ? undefined : sim.evaluate("global");
  if (global === undefined) return undefined;
  // Functions have the text that V8 takes, which is longer.
  const inMemory = ram ? code.length / expand(code, undefined).code.length : 0;
  const state = ENGINE + sizeInJsVars(global, { jsVar, code: inMemory });
  if (!ram) return state;
  const text = sizeInJsVars(code, { jsVar });
  // Before it is run it is joined of the pieces that it came in: there are both for a moment.
  return text + Math.max(state, ENGINE + text);
}
