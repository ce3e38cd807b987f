import { print } from "builtins";
import { assert } from "testing";

export function third(i: number): void {
  assert(i < 3, "not the third one");
}

export function call(i: number): void {
  const objects = [{ foo: print }, { foo: print }] as { foo: (value: number) => void }[];
  objects[i].foo(i);
}
