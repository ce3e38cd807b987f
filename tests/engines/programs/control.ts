import * as asyncio from "asyncio";
import { print } from "builtins";

async function tick<T>(value: T): Promise<T> {
  await asyncio.sleep_ms(1);
  return value;
}

async function* count(to: number): AsyncGenerator<number, void> {
  try {
    for (let i = 0; i < to; i++) yield await tick(i);
  } finally {
    print("generator closed");
  }
}

class Meter {
  total = 0;
  async add(...values: number[]): Promise<this> {
    for (const value of values) this.total += await tick(value);
    return this;
  }
}

async function main(): Promise<void> {
  const closures: (() => number)[] = [];
  outer: for (let i = 0; i < 4; i++) {
    closures.push(() => i);
    for (let j = 0; ; j++) {
      await tick(j);
      if (j === 2) continue outer;
      if (i === 3) break outer;
      closures.push(() => i * 10 + j);
    }
  }
  print(closures.map((f) => f()));

  for await (const n of count(5)) {
    if (n === 3) break;
    print("n", n);
  }

  const seen: unknown[] = [];
  for (const x of [1, "b", null, 4]) {
    switch (await tick(x)) {
      case 1:
      case "b":
        seen.push("one or b");
        break;
      case null:
        seen.push(null);
        continue;
      default:
        seen.push({ other: x });
    }
    seen.push("after");
  }
  print(seen);

  const order: string[] = [];
  const note = (name: string): string => (order.push(name), name);
  const text = note("a") + (await tick(note("b"))) + note("c");
  const { length: size = await tick(9), missing = await tick("default") } = { length: 3 } as {
    length?: number;
    missing?: string;
  };
  print(
    text,
    order,
    size,
    missing,
    (await tick(0)) || (await tick("or")),
    (await tick(1)) ? "yes" : await tick("no"),
  );

  const meter = await new Meter().add(1, 2, 3);
  let i = 0;
  do {
    i += await tick(2);
  } while (i < 7);
  print(meter.total, i, ...[await tick("spread"), "last"]);
}

asyncio.run(main());
