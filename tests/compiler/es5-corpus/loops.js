const fs = [];
for (let i = 0; i < 3; i++) fs.push(() => i);
for (const v of ["a", "b"]) fs.push(() => v);
for (const k in { x: 1, y: 2 }) fs.push(() => k);
let n = 0;
while (n < 2) {
  const m = n * 10;
  fs.push(() => m);
  n++;
}
do {
  let z = n;
  fs.push(() => z++);
} while (n++ < 3);
print(fs.map((f) => f()).join());

const changed = [];
for (let i = 0; i < 6; i++) {
  changed.push(() => i);
  i++;
}
print(changed.map((f) => f()).join());

function find(list, wanted) {
  for (const item of list) {
    const test = () => item === wanted;
    if (item === 0) continue;
    if (item < 0) break;
    if (test()) return "found " + item;
  }
  return "none";
}
print(find([0, 1, 2], 2), find([0, -1, 2], 2), find([], 1));

let text = "";
for (const ch of "hello") text = ch + text;
print(text.length > 4);
for (const [k, v] of [
  ["a", 1],
  ["b", 2],
])
  text += k + v;
print(text.slice(-4));
for (const { id, tags: [first = "?"] = [] } of [{ id: 1, tags: ["t"] }, { id: 2 }]) print(id, first);
const grow = [1, 2];
for (const g of grow) if (grow.length < 5) grow.push(g * 2);
print(grow.join());
let last;
for (last of [7, 8, 9]);
print(last);
const o = {};
for (o.field of [1, 2]) print(o.field);
for (var kept of [5]);
print(kept);
for (let i = 0, j = 10; i < j; i += 3, j -= 3) print(i, j);
const nested = [];
for (const a of [1, 2])
  for (const b of [3, 4]) {
    if (b === a + 2) continue;
    nested.push(() => `${a}${b}`);
  }
print(nested.map((f) => f()).join());
function sum(...lists) {
  let total = 0;
  for (const list of lists) for (const v of list) total += v;
  return total;
}
print(sum([1, 2], [3], []));
const made = [];
for (let i = 0; i < 2; i++) {
  let count = i;
  made.push({ up: () => ++count, get: () => count });
}
made[0].up();
made[0].up();
print(made[0].get(), made[1].get());
function withThis() {
  const out = [];
  for (let i = 0; i < 2; i++) out.push(() => this.base + i + arguments[0]);
  return out.map((f) => f()).join();
}
print(withThis.call({ base: 10 }, 5));
for (const q of [1, 2, 3]) {
  let fresh;
  if (q === 1) fresh = "set";
  print(String(fresh));
}
