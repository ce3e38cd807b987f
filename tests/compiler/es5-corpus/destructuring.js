let a = 1,
  b = 2;
[a, b] = [b, a];
print(a, b);
const [x, , z = 5, ...more] = [1, 2, undefined, 4, 5];
print(x, z, more.join());
const {
  p,
  q: { r = 3, ...inner } = {},
  ["dyn" + 1]: dyn,
  ...others
} = { p: 1, q: { s: 4 }, dyn1: "d", t: 6, u: 7 };
print(p, r, inner.s, dyn, Object.keys(others).join());
const [c1, c2, ...c3] = "hello";
print(c1, c2, c3.join("."));
let o = {};
({
  v: o.w,
  list: [o.first, ...o.rest],
} = { v: 1, list: [2, 3, 4] });
print(o.w, o.first, o.rest.join());
function swap([m, n]) {
  return [n, m];
}
print(swap([1, 2]).join(), swap("ab").join());
const f = ({ deep: { er: [, second] = [] } = {} }) => second;
print(f({ deep: { er: [1, 2] } }), String(f({})));
try {
  throw { code: 7, list: [8] };
} catch ({ code, list: [first] }) {
  print(code, first);
}
let log = [];
const get = (name) => {
  log.push(name);
  return undefined;
};
const { k = get("k"), l = get("l") } = { l: 1 };
print(log.join(), String(k), l);
const value = ([a, b] = [3, 4]).length;
print(value, a, b);
for (const [i, { name }] of [{ name: "n0" }, { name: "n1" }].map((e, i) => [i, e])) print(i, name);
let n = null;
try {
  const { anything } = n;
} catch (e) {
  print("null refused");
}
const {} = {};
const { length } = "four";
print(length);
const [[aa, [bb]], cc] = [[1, [2]], 3];
print(aa, bb, cc);
let i = 0;
const arr = [];
[arr[i++], arr[i++]] = ["zero", "one"];
print(arr.join(), i);
const { 0: zero, 1: one } = ["z", "o"];
print(zero, one);
