const list = [3, 4];
print([...list].join(), [1, 2, ...list, 5].join(), [...list, ...list].join(), [..."abc"].join("-"));
print([...[...list].reverse()].join(), [...list] === list);
const base = { a: 1, b: 2 };
const merged = { ...base, b: 3, ...{ c: 4 }, ...null, ...undefined, d: 5 };
print(JSON.stringify(merged), JSON.stringify({ ...base }) === JSON.stringify(base), { ...base } === base);
const { a, ...rest } = merged;
print(a, JSON.stringify(rest));
const withGetter = {
  get g() {
    return "got";
  },
};
print(JSON.stringify({ ...withGetter }));
const copy = [...list];
copy.push(9);
print(list.length, copy.length);
function count() {
  return [...arguments].length;
}
print(count(1, 2, 3), count(...[], ...list, ...[1]));
const o = {
  list: [],
  push(...items) {
    this.list.push(...items);
    return this;
  },
};
print(
  o
    .push(1, 2)
    .push(...list)
    .list.join(),
);
const { ["a"]: renamed, ...left } = { a: 1, z: 26 };
print(renamed, JSON.stringify(left));
print(Math.min(...list, 1), Math.max(...[]) < 0);
print([...[, 1]].length, JSON.stringify({ ...(0 > 1 && { no: 1 }), yes: 1 }));
o?.push?.(...[7]);
print(o.list.length);
