import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../../src/host/compiler/index.ts";
import { SimBoard, type ImageMap, type SimOptions } from "../../src/host/sim/index.ts";

export interface Image {
  code: string;
  map: ImageMap;
}

/** Functions that build images of several programs and run them on a simulated board. */
export interface Bodies {
  /** Builds one image of several bodies of a main coroutine, for `boardWith`: building takes most of a test's time. */
  images(bodies: Record<string, string>, board?: string): Promise<Image>;
  /** A board with something on its pins and buses, on which the program of that name has come to its end. */
  boardWith(
    image: Image,
    name: string,
    prepare?: (board: SimBoard) => void,
    options?: SimOptions & { for?: number },
  ): SimBoard;
}

/**
 * @param head what stands before the bodies: imports and helpers; `asyncio` has to be among them
 * @param usual longest virtual time to run, in µs, if a test does not say
 */
export function bodiesWith(head: string, usual: number): Bodies {
  return {
    async images(bodies, board = "esp32") {
      const folder = mkdtempSync(join(tmpdir(), "uasyncio-bodies-"));
      try {
        const entry = join(folder, "program.ts");
        const text = Object.entries(bodies).map(
          ([name, body]) => `bodies.${name} = async () => {\n${body}\n};\n`,
        );
        writeFileSync(entry, `${head}const bodies = {};\n${text.join("")}asyncio.run(bodies[which()]());`);
        return await build({ entry, board, typecheck: false });
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    boardWith({ code, map }, name, prepare = () => undefined, options = {}) {
      const board = new SimBoard(options);
      board.define("which", () => name);
      prepare(board);
      board.load(code, map);
      board.run({ for: options.for ?? usual });
      return board;
    },
  };
}

/** The lines on a board's console. */
export function printed(board: SimBoard): string[] {
  return board.console.map(({ text }) => text);
}
