const o = { a: { b: () => "called", c: 0, list: [1] }, n: null };
print(o?.a?.b(), String(o?.x?.y.z), String(o.x?.()), o.a?.list?.[0], String(o.n?.x));
print(o.a.c ?? "no", o.n ?? "null", o.u ?? "undefined", o.a.c || "zero");
let log = [];
const side = (v) => (log.push(v), v);
side(null)?.[side("skipped")];
o.x ??= side("x");
o.x ??= side("again");
o.a.c ||= 5;
o.a.c &&= 6;
print(log.join(), o.x, o.a.c);
let v;
v ??= 1;
v ||= 2;
v &&= 3;
print(v);
print(2 ** 10, (-2) ** 2, 2 ** (3 ** 2));
let e = 3;
e **= 2;
print(e);
print(delete o?.a?.list, "list" in o.a, String(delete o?.zz?.y));
const obj = {
  name: "me",
  hi() {
    return this.name;
  },
};
print(obj.hi?.(), obj?.hi(), obj?.["hi"]());
const keyed = { i: 0, arr: [1, 2, 3] };
keyed.arr[keyed.i++] **= 2;
keyed.arr[keyed.i++] ??= 9;
print(keyed.arr.join(), keyed.i);
print(1_000_000, 0b101, 0o17, 0xff, 1e3, 1.5e3, 100000 === 1e5, 5e-1);
print(typeof undefined, typeof nothing, void 0 === undefined, null == undefined);
const arr = [10, 20, 30];
let i = 0;
print(arr[(i++, i)], arr[(0, 1)], i);
const holes = [1, , 3];
print(holes.length, holes[2], holes[1] === undefined);
if (v === 99) print([, 1].length);
print(~~7.9, 7 >>> 1, -7 >> 1, 1 << 4, 5 & 3, 5 | 3, 5 ^ 3, !0, +"12", -"3");
print(i in arr, "a" in o, [] instanceof Array, ((a) => a)`x`[0]);
var x = 1,
  y = ((x = 2), x + 1);
print(x, y, x > 1 ? (y > 5 ? "a" : "b") : "c");
print("b" + 1 + 2, 1 + 2 + "b", "5" * "2", 7 % 3, -7 % 3);
print(async(1));
function async(n) {
  return "async " + n;
}
