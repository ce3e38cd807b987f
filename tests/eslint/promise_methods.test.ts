import { RuleTester } from "eslint";
import { noPromiseMethods } from "../../src/host/eslint/promise_methods.ts";

const tester = new RuleTester({ languageOptions: { ecmaVersion: 2026, sourceType: "module" } });
const program = (body: string): string =>
  `import * as asyncio from "asyncio"; async function read() {} ${body}`;
const wrong = (body: string, messageId: string) => ({ code: program(body), errors: [{ messageId }] });

tester.run("no-promise-methods", noPromiseMethods, {
  valid: [
    "asyncio.run(read()).then(print);",
    "asyncio.create_task(read()).then(print);",
    "promise.then(print).catch(print);",
    "Promise.all([fetch(1), fetch(2)]);",
    "Promise.all(list.map((x) => fetch(x)));",
    "asyncio.gather(read(), read());",
    "mine.all([read()]);",
    "Promise.mine([read()]);",
  ].map(program),
  invalid: [
    wrong("read().then(print);", "method"),
    wrong("asyncio.sleep(1).finally(print);", "method"),
    wrong("Promise.all([1, read()]);", "combinator"),
    wrong("Promise.race([, asyncio.sleep(1)]);", "combinator"),
    wrong("Promise.allSettled(list.map(async (x) => { await x; }));", "combinator"),
    wrong("Promise.resolve(read());", "combinator"),
    {
      code: program("async function f() { await read().catch(() => 0); await Promise.any([read()]); }"),
      errors: [
        { message: "A coroutine has no catch(): write  try { await … } catch (e) { … }" },
        {
          message:
            "Promise.any knows Promises only, and starts no coroutine: write  await asyncio.gather(…)  or the like",
        },
      ],
    },
  ],
});
