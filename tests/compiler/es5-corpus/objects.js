const name = "n",
  n = 0;
const o = {
  name,
  [name + "1"]: 1,
  ["get" + 1]() {
    return "method";
  },
  plain() {
    return this.name;
  },
  get acc() {
    return this._v ?? "unset";
  },
  set acc(v) {
    this._v = v;
  },
  get ["computed" + "Get"]() {
    return "cg";
  },
  async: 1,
  new: 2,
  class: 3,
  "quoted key": 4,
  5: "five",
  arrow: () => typeof name,
  nested: { name, deep: [{ name }] },
};
print(
  o.name,
  o.n1,
  o.get1(),
  o.plain(),
  o.acc,
  o.computedGet,
  o.async,
  o.new,
  o.class,
  o["quoted key"],
  o[5],
);
o.acc = 7;
print(o.acc, o.arrow(), o.nested.deep[0].name);
let order = [];
const k = (v) => (order.push(v), v);
const ordered = { [k("a")]: k(1), b: k(2), [k("c")]: k(3) };
print(order.join(), Object.keys(ordered).join());
const proto = {
  hello() {
    return "hello " + this.who;
  },
};
const child = Object.create(proto);
child.who = "child";
print(child.hello(), "hello" in child, Object.keys(child).join());
print(Object.keys({ b: 1, a: 2 }).length, JSON.stringify({ u: undefined, n: null, f() {} }));
const frozen = {
  get x() {
    return 1;
  },
};
print(frozen.x);
let count = 0;
const lazy = {
  get once() {
    return ++count;
  },
};
print(lazy.once + lazy.once);
const sym = { "@@custom": 1 };
print(sym["@@custom"]);
for (const key in { one: 1, two: 2 }) print(key);
print([].slice.call({ 0: "a", 1: "b", length: 2 }).join(), Array.prototype.slice.call([1, 2, 3], 1).join());
print(Array.prototype.map.call("ab", (c) => c + c).join(), String.prototype.charAt.call("xyz", 1));
print(Array.isArray([]), Object.prototype.hasOwnProperty.call({ q: 1 }, "q"));
const first = Function.prototype.call.call(
  function () {
    return this.z;
  },
  { z: "zed" },
);
print(first);
