import { RuleTester } from "eslint";
import tseslint from "typescript-eslint";
import { noSwallowedCancellation } from "../../src/host/eslint/swallowed.ts";

const tester = new RuleTester({ languageOptions: { ecmaVersion: 2026, sourceType: "module" } });
const typescript = new RuleTester({
  languageOptions: { parser: tseslint.parser, sourceType: "module" },
});
const IMPORT = 'import * as asyncio from "asyncio";\n';

/** A coroutine whose `try` ends with `rest`. */
const caught = (rest: string): string =>
  `${IMPORT}async function f() { for (;;) try { await g(); } ${rest} }`;

const PASS = "if (e instanceof asyncio.CancelledError) throw e;";

/** What the first suggestion makes of a coroutine that is reported. */
function swallows(rest: string, fixed: string, messageId = "swallowed") {
  return {
    code: caught(rest),
    errors: [{ messageId, suggestions: [{ messageId: "insert", output: caught(fixed) }] }],
  };
}

tester.run("no-swallowed-cancellation", noSwallowedCancellation, {
  valid: [
    // It goes on.
    caught("catch (e) { throw e; }"),
    caught("catch (e) { print(e); if (x) { throw e; } else { y(); throw e; } }"),
    caught(`catch (e) { ${PASS} print(e); }`),
    caught("catch (e) { if (e instanceof CancelledError) { clean(); throw e; } print(e); }"),
    caught("catch (e) { if (!(e instanceof Exception)) throw e; print(e); }"),
    caught("catch (e) { if (e instanceof OSError) retry(); else throw e; }"),
    caught("catch (e) { if (e instanceof OSError && e.errno === 5) return; throw e; }"),
    caught("catch (e) { if (e instanceof BaseException) throw e; }"),
    caught("catch (e) { if (!(e instanceof OSError) || e.errno !== 5) throw e; }"),
    caught("catch (e) { try { clean(); } finally { throw e; } }"),
    caught("catch (e) { try { throw e; } catch (other) { throw other; } }"),
    caught("catch (e) { for (const x of list) { if (x) break; } throw e; }"),
    caught("catch (e) { out: { if (x) break out; } throw e; }"),
    // The program asks, and so it knows.
    caught("catch (e) { if (!(e instanceof asyncio.CancelledError)) throw e; }"),
    caught("catch (e) { if (e instanceof asyncio.CancelledError) return; print(e); }"),
    caught('catch (e) { if (e.name === "CancelledError") return; throw new ValueError(); }'),
    caught("catch (e) { if (e.constructor === asyncio.CancelledError) return; print(e); }"),
    caught("catch (e) { if (isCancelled(e)) throw e; print(e); }"),
    caught("catch (e) { rethrow_cancelled(e); print(e); }"),
    `${caught("catch (e) { if (mine(e)) throw e; }")} function mine(e) { return e instanceof asyncio.CancelledError; }`,
    `${caught("catch (e) { if (usual(e)) return; throw e; }")} const usual = (e) => e instanceof Exception;`,
    // There is nothing to cancel.
    "async function f() { try { g(); } catch { return; } await h(); }",
    "async function f() { try { h(async () => { await g(); }); } catch {} }",
    "function f() { try { g(); } finally { return; } }",
    // A finally that lets everything through.
    caught("finally { clean(); }"),
    caught("finally { for (;;) { if (x) break; else continue; } }"),
    caught("finally { switch (x) { case 1: break; } a: for (;;) for (;;) continue a; }"),
    caught("finally { list.map(() => { return 1; }); }"),
  ],
  invalid: [
    swallows("catch (e) {}", `catch (e) { ${PASS}}`),
    swallows("catch {}", `catch (e) { ${PASS}}`),
    swallows(
      "catch { e.x(); }",
      "catch (error) { if (error instanceof asyncio.CancelledError) throw error; e.x(); }",
    ),
    swallows("catch (e) { print(e); }", `catch (e) { ${PASS} print(e); }`),
    swallows("catch (e) { if (x) throw e; }", `catch (e) { ${PASS} if (x) throw e; }`),
    swallows("catch (e) { if (x) return; throw e; }", `catch (e) { ${PASS} if (x) return; throw e; }`),
    swallows("catch (e) { if (x) continue; throw e; }", `catch (e) { ${PASS} if (x) continue; throw e; }`),
    swallows(
      "catch (e) { if (x) return; isCancelled(e); }",
      `catch (e) { ${PASS} if (x) return; isCancelled(e); }`,
    ),
    swallows("catch (e) { while (x) { throw e; } }", `catch (e) { ${PASS} while (x) { throw e; } }`),
    swallows(
      "catch (e) { if (e instanceof OSError) throw e; }",
      `catch (e) { ${PASS} if (e instanceof OSError) throw e; }`,
    ),
    swallows(
      "catch (e) { if (!(e instanceof Error)) throw e; }",
      `catch (e) { ${PASS} if (!(e instanceof Error)) throw e; }`,
    ),
    swallows(
      "catch (e) { if (x && e instanceof BaseException) throw e; }",
      `catch (e) { ${PASS} if (x && e instanceof BaseException) throw e; }`,
    ),
    swallows(
      "catch (e) { switch (x) { case 1: throw e; } }",
      `catch (e) { ${PASS} switch (x) { case 1: throw e; } }`,
    ),
    swallows("catch (e) { try { throw e; } catch {} }", `catch (e) { ${PASS} try { throw e; } catch {} }`),
    swallows(
      "catch (e) { try { throw e; } finally { return; } }",
      `catch (e) { ${PASS} try { throw e; } finally { return; } }`,
    ),
    swallows(
      "catch (e) { throw new ValueError(e); }",
      `catch (e) { ${PASS} throw new ValueError(e); }`,
      "replaced",
    ),
    {
      code: caught("catch ({ message }) { print(message); }"),
      errors: [{ messageId: "swallowed" }],
    },
    // What waits is not always an await.
    ...["for await (const x of g());", "yield 1;", "await using x = g();"].map((waits) => ({
      code: `${IMPORT}async function* f() { try { ${waits} } catch (e) { } }`,
      errors: [
        {
          messageId: "swallowed",
          suggestions: [
            {
              messageId: "insert",
              output: `${IMPORT}async function* f() { try { ${waits} } catch (e) { ${PASS} } }`,
            },
          ],
        },
      ],
    })),
    // The name as the program has it, or an import for it.
    ...[
      [
        "import { CancelledError as Stop } from 'uasyncio';",
        "import { CancelledError as Stop } from 'uasyncio';",
        "Stop",
      ],
      [
        "import { sleep } from 'asyncio';",
        "import { sleep, CancelledError } from 'asyncio';",
        "CancelledError",
      ],
      ["", 'import * as asyncio from "asyncio";\n', "asyncio.CancelledError"],
    ].map(([before, after, name]) => ({
      code: `${before}const f = async () => { try { await g(); } catch (err) { } };`,
      errors: [
        {
          messageId: "swallowed",
          suggestions: [
            {
              messageId: "insert",
              output: `${after}const f = async () => { try { await g(); } catch (err) { if (err instanceof ${name}) throw err; } };`,
            },
          ],
        },
      ],
    })),
    // A finally that is left.
    ...["return;", "break;", "continue;", "if (x) { break; }", "switch (x) { default: continue; }"].map(
      (leaves) => ({
        code: caught(`finally { ${leaves} }`),
        errors: [{ messageId: "leaves" }],
      }),
    ),
    {
      code: "async function f() { a: for (;;) try { g(); } catch (e) { await h(); throw e; } finally { for (;;) break a; } }",
      errors: [{ message: /^This break in a finally swallows the CancelledError/ }],
    },
    {
      code: `import { CancelledError } from "asyncio"; async function f() { try { await g(); } catch (e) { print(e); } }`,
      errors: [
        {
          message:
            "This catch swallows CancelledError, too: a task that waits here can be neither cancelled nor timed out. " +
            "Begin it with  if (e instanceof CancelledError) throw e;  or raise every exception again that it does not know.",
          suggestions: 1,
        },
      ],
    },
  ],
});

typescript.run("no-swallowed-cancellation in TypeScript", noSwallowedCancellation, {
  valid: [
    `${caught("catch (e: unknown) { if (known(e)) return; throw e; }")} function known(e: unknown): e is Exception { return test(e); }`,
    `${caught("catch (e) { if (mine(e)) throw e; }")} const mine = (e: unknown): e is asyncio.CancelledError => test(e);`,
    caught("catch (e) { if ((e as Error) instanceof Exception) print(e); else throw e as Error; }"),
  ],
  invalid: [
    {
      code: `${caught("catch (e) { if (any(e)) return; throw e; }")} function any(e: unknown): e is BaseException { return test(e); }`,
      errors: [{ messageId: "swallowed", suggestions: 1 }],
    },
    {
      code: `import type { Task } from "asyncio"; async function f() { try { await g(); } catch { } }`,
      errors: [
        {
          messageId: "swallowed",
          suggestions: [
            {
              messageId: "insert",
              output: `import * as asyncio from "asyncio";\nimport type { Task } from "asyncio"; async function f() { try { await g(); } catch (e) { ${PASS} } }`,
            },
          ],
        },
      ],
    },
  ],
});
