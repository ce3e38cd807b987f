export interface Node {
  kind: string;
  pick: number;
  expressions: Node[];
  blocks: Node[][];
}

interface Scope {
  variables: readonly string[];
  constants: readonly string[];
  breaks: readonly string[];
  continues: readonly string[];
  generator: boolean;
  depth: number;
  /** How many names its block has given away. */
  used: { count: number };
  async: boolean;
}

/** Writes a tree down as a program. */
export class Printer {
  program(body: Node[]): string {
    const scope: Scope = {
      variables: ["p", "q"],
      constants: [],
      breaks: [],
      continues: [],
      generator: false,
      depth: 0,
      used: { count: 0 },
      async: true,
    };
    return `import { tick, later, fail } from "harness";
export default async function main(log) {
  const fns = [];
  const call = (...args) => { log("call", ...args); return args.length; };
  const async1 = async (x) => { log("async", x); await tick(); return x; };
  const o = { n: 1, m(...args) { log("m", this === o, ...args); return args[0]; }, none: null };
  class K { constructor(...args) { this.args = args; } }
  const tag = (s, ...v) => s.join("-") + v.join("+");
  const res = (n) => ({ n, [Symbol.dispose]() { log("dispose", n); } });
  const ares = (n) => ({ n, async [Symbol.asyncDispose]() { log("adispose", n); await tick(); log("adisposed", n); } });
  const it = (n) => ({ [Symbol.iterator]() { let i = 0; return {
    next() { log("next", i); return { value: i, done: i++ >= n }; }, return() { log("close"); return {}; } }; } });
  const ait = (n) => ({ [Symbol.asyncIterator]() { let i = 0; return {
    async next() { log("anext", i); await tick(); return { value: i, done: i++ >= n }; },
    async return() { log("aclose"); await tick(); return {}; } }; } });
  const body = async function (p, q) {
${this.block(body, scope)}
  };
  try { log("result", await body(1, 2)); } catch (e) { log("error", e); }
  for (let i = 0; i < 2; i++) for (const f of fns) { try { log(f()); } catch (e) { log("closure", e); } }
  log(o.n);
}
`;
  }

  /** A name that blocks beside one another use again, but none inside another. */
  private fresh(prefix: string, s: Scope): string {
    return `${prefix}${String(s.depth)}_${String(s.used.count++)}`;
  }

  private block(nodes: readonly Node[] | undefined, outer: Scope): string {
    let scope = { ...outer, depth: outer.depth + 1, used: { count: 0 } };
    if (!nodes || scope.depth > 7) return "";
    const lines: string[] = [];
    for (const n of nodes) {
      const [text, more] = this.statement(n, scope);
      lines.push(text);
      scope = { ...scope, ...more };
    }
    return lines.join("\n");
  }

  private any(scope: Scope, pick: number): string {
    const all = [...scope.variables, ...scope.constants];
    return all.length === 0 ? "0" : (all[all.length - 1 - (pick % all.length)] ?? "0");
  }
  private variable(scope: Scope, pick: number): string {
    const all = scope.variables;
    return all.length === 0 ? "o.n" : (all[all.length - 1 - (pick % all.length)] ?? "o.n");
  }

  private loop(scope: Scope, label: string): Scope {
    return { ...scope, breaks: [...scope.breaks, label], continues: [...scope.continues, label] };
  }

  private jump(scope: Scope, kind: "break" | "continue", pick: number): string {
    const labels = kind === "break" ? scope.breaks : scope.continues;
    if (labels.length === 0) return `log("no ${kind}");`;
    const label = labels[labels.length - 1 - (pick % labels.length)] ?? "";
    // The innermost target needs no label if it is a loop.
    const plain = pick % 2 === 0 && label === scope.breaks.at(-1) && label === scope.continues.at(-1);
    return plain ? `${kind};` : `${kind} ${label};`;
  }

  private statement(n: Node, s: Scope): [string, Partial<Scope>?] {
    const e = (i: number, scope = s): string => this.expression(n.expressions[i], scope);
    const b = (i: number, scope = s): string => this.block(n.blocks[i], scope);
    const limit = String((n.pick % 3) + 1);
    const label = (): string => this.fresh("L", s);
    switch (n.kind) {
      case "log":
        return [`log(${e(0)}, ${this.any(s, n.pick)});`];
      case "await":
        return [s.async ? (n.pick % 2 ? `await tick();` : `${e(0)};`) : ";"];
      case "let": {
        const x = this.fresh("v", s);
        return [n.pick === 0 ? `let ${x};` : `let ${x} = ${e(0)};`, { variables: [...s.variables, x] }];
      }
      case "const": {
        const x = this.fresh("c", s);
        return [`const ${x} = ${e(0)};`, { constants: [...s.constants, x] }];
      }
      case "var": {
        const x = this.fresh("w", s);
        return [`var ${x}; log(${x}); ${x} = ${e(0)};`, { variables: [...s.variables, x] }];
      }
      case "assign":
        return [`${this.variable(s, n.pick)} = ${e(0)};`];
      case "update":
        return [`${this.variable(s, n.pick)} += ${e(0)}; ${this.variable(s, n.pick + 1)}++;`];
      case "if":
        return [`if (${e(0)}) {\n${b(0)}\n}`];
      case "ifElse":
        return [`if (${e(0)}) {\n${b(0)}\n} else {\n${b(1)}\n}`];
      case "ifBreak":
        return [`if (${e(0)}) { ${n.blocks[0] ? b(0) : ""} ${this.jump(s, "break", n.pick)} }`];
      case "ifContinue":
        return [`if (${e(0)}) ${this.jump(s, "continue", n.pick)} else { ${b(0)} }`];
      case "ifReturn":
        return [`if (${e(0)}) return ${e(1)};`];
      case "while": {
        const [x, l] = [this.fresh("k", s), label()];
        return [`let ${x} = 0; ${l}: while (${x}++ < ${limit} && [${e(0)}]) {\n${b(0, this.loop(s, l))}\n}`];
      }
      case "doWhile": {
        const [x, l] = [this.fresh("k", s), label()];
        return [
          `let ${x} = 0; ${l}: do {\n${b(0, this.loop(s, l))}\n} while (${x}++ < ${limit} && [${e(0)}]);`,
        ];
      }
      case "for": {
        const [x, l] = [this.fresh("i", s), label()];
        const inner = this.loop(
          {
            ...s,
            [n.pick % 2 ? "variables" : "constants"]: [...(n.pick % 2 ? s.variables : s.constants), x],
          },
          l,
        );
        const guard = this.fresh("g", s);
        return [
          `let ${guard} = 0; ${l}: for (let ${x} = ${e(0)}; ${guard}++ < ${limit}; ${x}${n.pick % 3 ? "++" : ` += ${e(1)}`}) {\n${b(0, inner)}\n}`,
        ];
      }
      case "forOf": {
        const [x, l] = [this.fresh("x", s), label()];
        const inner = this.loop({ ...s, constants: [...s.constants, x] }, l);
        return [`${l}: for (const ${x} of [${e(0)}, ${e(1)}]) {\n${b(0, inner)}\n}`];
      }
      case "forOfIter": {
        const [x, l] = [this.fresh("x", s), label()];
        const inner = this.loop({ ...s, variables: [...s.variables, x] }, l);
        return [`${l}: for (let ${x} of it(${limit})) {\nawait tick();\n${b(0, inner)}\n}`];
      }
      case "forIn": {
        const [x, l] = [this.fresh("x", s), label()];
        const inner = this.loop({ ...s, constants: [...s.constants, x] }, l);
        return [`${l}: for (const ${x} in { a: ${e(0)}, b: 2 }) {\n${b(0, inner)}\n}`];
      }
      case "forAwait": {
        const [x, l] = [this.fresh("x", s), label()];
        const inner = this.loop({ ...s, constants: [...s.constants, x] }, l);
        const source = n.pick % 2 ? `ait(${limit})` : `[later(${e(0)}), ${e(1)}]`;
        return [`${l}: for await (const ${x} of ${source}) {\n${b(0, inner)}\n}`];
      }
      case "forAwaitGen": {
        const [x, l] = [this.fresh("x", s), label()];
        const inner = this.loop({ ...s, variables: [...s.variables, x] }, l);
        const gen = { ...s, breaks: [], continues: [], generator: true };
        return [
          `${l}: for await (let ${x} of (async function* () {\n${b(1, gen)}\nyield ${limit};\n${b(2, gen)}\n})()) {\n${b(0, inner)}\n}`,
        ];
      }
      case "label": {
        const l = label();
        return [`${l}: {\n${b(0, { ...s, breaks: [...s.breaks, l] })}\n}`];
      }
      case "switch": {
        const l = label();
        const inner = { ...s, breaks: [...s.breaks, l] };
        const cases = [0, 1, 2].map((i) => {
          const test = i === n.pick % 4 ? "default" : `case ${i === 1 ? e(1) : String(i)}`;
          return `${test}: {\n${b(i, inner)}\n}${(n.pick + i) % 2 ? "break;" : ""}`;
        });
        return [`${l}: switch (${e(0)}) {\n${cases.join("\n")}\n}`];
      }
      case "tryCatch": {
        const x = this.fresh("e", s);
        return [
          `try {\n${b(0)}\n${n.pick % 3 ? "" : `throw ${e(0)};`}\n} catch (${x}) {\nlog("caught", ${x});\n${b(1, { ...s, variables: [...s.variables, x] })}\n}`,
        ];
      }
      case "tryFinally":
        return [`try {\n${b(0)}\n} finally {\nlog("finally");\n${b(1)}\n}`];
      case "tryCatchFinally":
        return [`try {\n${b(0)}\n} catch {\n${b(1)}\n} finally {\nlog("finally");\n${b(2)}\n}`];
      case "break":
      case "continue":
        return [this.jump(s, n.kind, n.pick)];
      case "return":
        return [
          n.pick % 3 ? `return ${e(0)};` : n.pick ? `return later(${e(0)});` : `return fail("returned");`,
        ];
      case "throw":
        return [`throw new Error("t" + ${e(0)});`];
      case "block":
        return [`{\n${b(0)}\n}`];
      case "closure":
        return [`fns.push(() => [${this.any(s, n.pick)}, ${this.any(s, n.pick + 1)}]);`];
      case "mutator":
        return [`fns.push(() => (${this.variable(s, n.pick)} += 1));`];
      case "late": {
        const x = this.fresh("c", s);
        return [
          `fns.push(() => ${x}); ${s.async ? "await tick();" : ""} const ${x} = [${this.any(s, n.pick)}, ${limit}];`,
          { constants: [...s.constants, x] },
        ];
      }
      case "shadow":
        return [`{ let ${n.pick % 2 ? "p" : "q"} = ${limit};\n${b(0)}\n} {\n${b(1)}\n}`];
      case "params": {
        const [f, x, y, z] = [this.fresh("h", s), this.fresh("a", s), this.fresh("a", s), this.fresh("a", s)];
        const inner = {
          ...s,
          variables: [...s.variables, x, y],
          constants: [...s.constants, z],
          breaks: [],
          continues: [],
          generator: false,
        };
        const head = `${x} = ${this.any(s, n.pick)}, { a: ${y} = ${x} } = {}, ...${z}`;
        return [
          `async function ${f}(${head}) {\n${b(0, inner)}\nreturn ${e(0, inner)};\n} log(await ${f}(${e(1)}), await ${f}());`,
        ];
      }
      case "callClosures":
        return [`for (const f of fns.slice(-2)) log(f());`];
      case "nested": {
        const [x, f] = [this.fresh("a", s), this.fresh("h", s)];
        const inner = { ...s, variables: [...s.variables, x], breaks: [], continues: [], generator: false };
        return [
          `const ${f} = async (${x}) => {\n${b(0, inner)}\n}; log(await ${f}(${e(0)})); ${n.pick % 2 ? `log(await ${f}(2));` : ""}`,
        ];
      }
      case "nestedPlain": {
        const [x, f] = [this.fresh("a", s), this.fresh("h", s)];
        const inner = { ...s, variables: [...s.variables, x], breaks: [], continues: [], generator: false };
        return [
          `const ${f} = function (${x}) {\nlet local = 0; const run = async () => { local++; ${x}++;\n${b(0, inner)}\nreturn local; }; return [run, () => local];\n}; { const [r, g] = ${f}(1); log(await r(), g(), await r(), g()); }`,
        ];
      }
      case "function": {
        const f = this.fresh("d", s);
        return [
          `log(${f}()); function ${f}() { return [${this.any({ ...s, variables: ["p", "q"], constants: [] }, n.pick)}]; } fns.push(${f});`,
        ];
      }
      case "class": {
        const k = this.fresh("C", s);
        return [
          `class ${k} { #x = ${this.any(s, n.pick)}; async get(a) { this.#x += a; ${s.async ? "await tick();" : ""} return this.#x; } } log(await new ${k}().get(${e(0)}));`,
        ];
      }
      case "destructure": {
        const [x, y] = [this.fresh("v", s), this.fresh("v", s)];
        return [`let { a: ${x}, ...${y} } = { a: ${e(0)}, b: ${e(1)} };`, { variables: [...s.variables, x] }];
      }
      case "destructureDefault": {
        const [x, y] = [this.fresh("v", s), this.fresh("v", s)];
        const pattern =
          n.pick % 2 ? `[${x} = ${e(0)}, ${y} = ${e(1)}]` : `{ a: ${x} = ${e(0)}, [${e(1)}]: ${y} = 5 }`;
        return [
          `let ${pattern} = ${n.pick % 2 ? "[undefined]" : "{}"};`,
          { variables: [...s.variables, x, y] },
        ];
      }
      case "using":
        return [`{ using ${this.fresh("r", s)} = res(${e(0)});\n${b(0)}\n}`];
      case "awaitUsing":
        return [`{ await using ${this.fresh("r", s)} = ares(${e(0)});\n${b(0)}\n}`];
      case "yield":
        return [s.generator ? `log("got", yield ${e(0)});` : `log("no yield");`];
      case "yieldStar":
        return [s.generator ? `yield* ${n.pick % 2 ? "ait(2)" : `[${e(0)}]`};` : ";"];
      default:
        return [";"];
    }
  }

  private expression(n: Node | undefined, s: Scope): string {
    if (!n) return "1";
    const e = (i: number): string => this.expression(n.expressions[i], s);
    switch (n.kind) {
      case "number":
        return String(n.pick % 4);
      case "variable":
        return this.any(s, n.pick);
      case "await":
        return `(await later(${e(0)}))`;
      case "awaitFail":
        return n.pick % 3 ? `(await async1(${e(0)}))` : `(await fail("f" + ${e(0)}))`;
      case "awaitCall":
        return `(await async1(${e(0)}))`;
      case "binary":
        return `(${e(0)} ${["+", "*", "-", "==="][n.pick % 4] ?? "+"} ${e(1)})`;
      case "conditional":
        return `(${e(0)} ? ${e(1)} : ${e(2)})`;
      case "and":
        return `(${e(0)} && ${e(1)})`;
      case "or":
        return `(${e(0)} || ${e(1)})`;
      case "nullish":
        return `(${n.pick % 2 ? "o.none" : e(0)} ?? ${e(1)})`;
      case "call":
        return `call(${e(0)}, ${e(1)}, ${e(2)})`;
      case "method":
        return `o.m(${e(0)}, ${e(1)})`;
      case "template":
        return `\`a\${${e(0)}}b\${${e(1)}}\``;
      case "array":
        return `[${e(0)}, ${e(1)}].length`;
      case "object":
        return `({ a: ${e(0)}, [${e(1)}]: ${e(2)} }).a`;
      case "assign":
        return `(${this.variable(s, n.pick)} = ${e(0)})`;
      case "compound":
        return `(${this.variable(s, n.pick)} += ${e(0)})`;
      case "logicalAssign":
        return `(${this.variable(s, n.pick)} ${["||=", "&&=", "??="][n.pick % 3] ?? "||="} ${e(0)})`;
      case "optional":
        return (
          [`o?.m(${e(0)}, ${e(1)})`, `o.none?.m(${e(0)})`, `o.m?.(${e(0)}, ${e(1)})`, `o.none?.[${e(0)}].x`][
            n.pick % 4
          ] ?? "0"
        );
      case "sequence":
        return `(${e(0)}, ${e(1)})`;
      case "spread":
        return `call(...[${e(0)}], ${e(1)}, ...[${e(2)}])`;
      case "not":
        return `${n.pick % 2 ? "!" : "-"}(${e(0)})`;
      case "member":
        return `o[${e(0)} ? "n" : "none"]`;
      case "memberAssign":
        return n.pick % 2 ? `(o.n = ${e(0)})` : `(o.n += ${e(0)})`;
      case "iife":
        return `(await (async () => ${e(0)})())`;
      case "yield":
        return s.generator ? `(yield ${e(0)})` : e(0);
      case "tagged":
        return `tag\`x\${${e(0)}}y\${${e(1)}}\``;
      case "new":
        return `new K(${e(0)}, ${e(1)}).args[1]`;
      case "update":
        return `${this.variable(s, n.pick)}++`;
      default:
        return "0";
    }
  }
}
