import { Block } from "./blocks.ts";
import type { Flow } from "./flow.ts";

/**
 * Runs `body`, and `cleanUp` wherever a jump leaves it. What has to be done when it ends, or raises, is up to the caller.
 *
 * @returns where exceptions of the body go
 */
export function withCleanup(flow: Flow, cleanUp: () => void, body: () => void): Block {
  const outer = flow.handler;
  const failed = new Block();
  flow.setHandler(failed);
  flow.contexts.push({
    kind: "cleanup",
    outer,
    isShared: false,
    leave: (_key, carried) => {
      flow.setHandler(outer);
      cleanUp();
      return { done: true, value: carried };
    },
  });
  body();
  flow.contexts.pop();
  flow.setHandler(outer);
  return failed;
}
