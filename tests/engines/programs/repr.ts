import { EOFError, KeyError, OSError, print, repr, RuntimeError, str, ValueError } from "builtins";
import { ticks_add, ticks_diff } from "time";

print("a", 1, undefined, null, true, false);
print(["a", "it's", 'say "x"', 'it\'s "x"', "tab\tnew\nback\\"]);
print([0, -7, 1.5, 0.1, 123456.789, 2147483648, 1 / 0, -1 / 0, 0 / 0]);
print({ a: 1, b: [null, { c: true }] }, [], {}, [[]], [,] as unknown); // eslint-disable-line no-sparse-arrays -- that is the test
print(
  new OSError(5),
  new OSError(9999),
  new OSError(110, "late"),
  new ValueError("x"),
  new RuntimeError("a", 1),
);
print([new OSError(5), new ValueError("x"), new RuntimeError("a", 1), new EOFError(), new KeyError(["k"])]);
print(repr("x"), str("x"), repr(new OSError(5).message), new OSError(5).errno, new OSError(5).args);
print(print, [() => 1]);
const list: unknown[] = [1];
list.push(list);
print(list);
try {
  (undefined as unknown as { x: { y: number } }).x.y = 1;
} catch (error) {
  print("caught", (error as Error).message !== "", repr(error).charAt(repr(error).length - 2));
}
print(
  ticks_diff(5, 0x40000000 - 5),
  ticks_diff(0, 0x20000000),
  ticks_add(0x40000000 - 1, 2),
  ticks_add(0, -1),
);
try {
  ticks_add(0, 0x20000000);
} catch (error) {
  print([error]);
}
