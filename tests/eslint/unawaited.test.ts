import { RuleTester } from "eslint";
import tseslint from "typescript-eslint";
import { noUnawaitedCoroutine } from "../../src/host/eslint/unawaited.ts";

const tester = new RuleTester({ languageOptions: { ecmaVersion: 2026, sourceType: "module" } });
const typed = new RuleTester({
  languageOptions: {
    parser: tseslint.parser,
    parserOptions: {
      projectService: { allowDefaultProject: ["*.ts*"] },
      tsconfigRootDir: import.meta.dirname,
    },
  },
});

const HEADER = `import * as asyncio from "asyncio";
async function read() {}
const blink = async () => {};
class Motor { async move() {} static async find() {} turn = async () => {}; stop() {} }
const motor = new Motor();
const door = new asyncio.Lock();
`;
const program = (body: string): string => `${HEADER}async function main() { ${body} }`;

/** A statement that drops the coroutine of `call`; in `before` and `after` stands what is around that. */
function drops(call: string, before = "", after = ";") {
  const made = (value: string): string => program(before + value + after);
  const output = [`await ${call}`, `asyncio.create_task(${call})`].map(made);
  return {
    code: made(call),
    errors: [
      {
        messageId: "dropped",
        suggestions: [
          { messageId: "await", output: output[0] },
          { messageId: "task", output: output[1] },
        ],
      },
    ],
  };
}

const unused = (body: string) => ({ code: program(body), errors: [{ messageId: "unused" }] });
const callback = (body: string) => ({ code: program(body), errors: [{ messageId: "callback" }] });

tester.run("no-unawaited-coroutine", noUnawaitedCoroutine, {
  valid: [
    ..."await read(); | asyncio.create_task(read()); | asyncio.run(read()); | const c = read(); await c;".split(
      " | ",
    ),
    ..."let c; c = read(); await c; | motor.stop(); | door.release(); | unknown(); | await (read(), blink());".split(
      " | ",
    ),
    ..."count(); async function* count() {} | let f = async () => {}; f = print; f(); | list.map(async () => {});".split(
      " | ",
    ),
    ..."setTimeout(() => { asyncio.create_task(read()); }, 5); | return read(); | read; | const { x } = read();".split(
      " | ",
    ),
    "class B { m() { this.n(); } n() {} } | const asyncio = {}; asyncio.sleep(1); | asyncio.create_task(blink());",
    "class B { async n() {} m() { return function () { this.n(); }; } }",
    "motor.find(); | const table = { go() {} }; table.go(); | const { run } = asyncio; run(read());",
  ]
    .flatMap((body) => body.split(" | "))
    .map(program)
    .concat(`export const shared = read(); async function read() {}`),
  invalid: [
    drops("read()"),
    drops("blink()"),
    drops("motor.move()"),
    drops("motor.turn()"),
    drops("new Motor().move()"),
    drops("Motor.find()"),
    drops("door.acquire()"),
    drops("asyncio.sleep_ms(5)"),
    drops('asyncio["sleep"](5)'),
    drops("asyncio.gather(read(), blink())"),
    drops("asyncio.TaskGroup.run(read)"),
    drops("read()", "void "),
    drops("read()", "ready && "),
    drops("read()", "ready ? print() : "),
    drops("read()", "print(), "),
    drops("nap(5)", "const { sleep_ms: nap } = asyncio; "),
    drops("table.go()", "const table = { go: async () => {} }; "),
    drops("(async () => { await read(); })()"),
    drops("this.m()", "class B { async m() { ", "; } }"),
    {
      code: 'import { sleep as nap } from "uasyncio"; nap(5);',
      errors: [
        {
          message:
            "nap(5) only makes a coroutine and runs nothing of it. Write  await nap(5)  to run it here, or " +
            " create_task(nap(5))  to run it beside this.",
          // There is nothing to await in.
          suggestions: [
            {
              messageId: "task",
              output: 'import { sleep as nap, create_task } from "uasyncio"; create_task(nap(5));',
            },
          ],
        },
      ],
    },
    unused("const c = read();"),
    unused("let c; c = read();"),
    unused("const c = asyncio.sleep(1);"),
    unused("let c = 0; c = door.acquire();"),
    callback("[1].forEach(async (x) => { await read(x); });"),
    callback("setTimeout(async function () {}, 5);"),
    callback("setInterval(async () => {}, 5);"),
    callback("button.irq(async () => {}, Pin.IRQ_FALLING);"),
    {
      code: program("setWatch(async () => {}, D4);"),
      errors: [
        {
          message:
            "setWatch calls this async function and drops the coroutine that it makes, so nothing of it runs. " +
            "Pass a plain function that starts it:  () => asyncio.create_task(…)",
        },
      ],
    },
  ],
});

const DECLARED = `interface Task { then(): void; done(): boolean }
declare function start(): Task;
interface Sensor { read(ms: number): Promise<number>; id(): number }
declare const sensor: Sensor;
`;
typed.run("no-unawaited-coroutine with types", noUnawaitedCoroutine, {
  valid: [`${DECLARED}start(); sensor.id(); export const x = () => sensor.read(1);`],
  invalid: [
    {
      code: `${DECLARED}sensor.read(1);`,
      errors: [{ messageId: "dropped", suggestions: 1 }],
    },
    {
      code: `${DECLARED}function f(s: Sensor) { const value = s.read(1); }`,
      errors: [{ messageId: "unused" }],
    },
  ],
});
