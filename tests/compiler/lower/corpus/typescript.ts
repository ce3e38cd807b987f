// @ts-nocheck
import { tick, later } from "harness";

export default async function main(log) {
  enum Mode {
    A,
    B = 5,
  }
  interface X {
    y: number;
  }
  type Z = string | number;
  class T {
    constructor(
      private readonly p: number,
      public q?: string,
    ) {}
    async get(this: T, x: Z): Promise<number> {
      await tick();
      return this.p + (x as number);
    }
  }
  const x: X = { y: 1 } satisfies X;
  log(await new T(2).get(3), Mode.B, Mode[0], x!.y, <number>await later(4));
  abstract class Base {
    abstract f(): void;
    async g<T extends object>(a: T): Promise<T> {
      await tick();
      return a;
    }
  }
  class D extends Base {
    f() {}
    declare z: number;
  }
  log(await new D().g({ a: 1 }));
  function over(a: string): void;
  function over(a: number): void;
  async function over(a: unknown) {
    await tick();
    log(a);
  }
  await over(1 as never);
}
