let log = [];
let a = 1;
const change = (to) => {
  a = to;
  log.push(to);
  return 1;
};
a += change(10);
print(a);
a = 1;
a = a + change(10);
print(a);
const o = {
  n: 1,
  bump() {
    this.n = 10;
    return 1;
  },
};
o.n += o.bump();
print(o.n);
let made = 0;
const make = () => (made++, o);
o.n = 1;
make().n -= o.bump();
print(o.n, made);
const list = [1, 2, 3];
let i = 0;
list[i++] += list[i++] *= 2;
print(list.join(), i);
list[i] -= i = 0;
print(list.join(), i);
let x = 1;
x += x++ + ++x;
print(x);
const counter = { n: 1 };
const up = () => (counter.n *= 2);
function count() {
  counter.n += up();
  counter["n"] -= up() - up();
  return counter.n;
}
print(count());
function local(n) {
  n += Math.max(n, 2);
  return n;
}
print(local(1));
const f = (...args) => args.join();
let k = 0;
print(f(k++, k++, k), f(...[k++], k++), k);
const target = {};
target[(log.push("key"), "p")] = (log.push("value"), 1);
print(log.join(), target.p);
do if (k++ > 6) break;
while (k < 100);
print(k);
do
  switch (k--) {
    case 3:
      k = 0;
      break;
  }
while (k > 0);
print(k);
print(/[/\]]+/.test("//"), "a/b".split(/[/]/).join("|"), /\/[a/]$/.test("//"));
print("é", `ü${1}`, "日本");
const { length } = "text";
let z = length;
z **= local(1);
z ||= 5;
print(z);
