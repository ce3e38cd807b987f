// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  class S {
    n = 3;
    async *items(k = this.n) {
      for (let i = 0; i < k; i++) {
        await tick();
        yield [i, this.n];
      }
    }
    static async *st() {
      yield* [1, 2];
    }
    async *[Symbol.asyncIterator]() {
      yield "self";
    }
  }
  const s = new S();
  for await (const x of s.items()) log(x);
  for await (const x of S.st()) log(x);
  for await (const x of s) log(x);
  const o = {
    async *g() {
      yield this === o;
    },
  };
  for await (const x of o.g()) log(x);
}
