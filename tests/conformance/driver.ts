import * as asyncio from "asyncio";
import { print, repr } from "builtins";
import { begin } from "./prelude.ts";

/** What a program of the corpus exports: a coroutine to run or, to call `run` by itself, a function that says when it is done. */
export interface Program {
  main?: () => Promise<void>;
  host?: (done: () => void) => void;
}

/** Runs programs one after another, each in a new event loop. What follows a program's end line is not its own. */
export function runPrograms(programs: [name: string, program: Program][]): void {
  const next = programs.shift();
  if (!next) return;
  const [name, { main, host }] = next;
  const done = (): void => runPrograms(programs);
  begin();
  print(`== ${name}`);
  if (main) asyncio.run(toItsEnd(main)).then(done, done);
  else
    host!(() => {
      print("-- returned");
      done();
    });
}

async function toItsEnd(main: () => Promise<void>): Promise<void> {
  let end = "returned";
  try {
    await main();
  } catch (e) {
    end = `raised ${repr(e)}`;
  }
  print(`-- ${end}`);
}
