function defaults(a, b = a + 1, { c = 3, d: [e, f = b] = [4] } = {}, ...rest) {
  return [a, b, c, e, f, rest.length, rest.join("-")].join();
}
print(defaults(1), defaults(1, undefined, { c: 9, d: [8] }, 1, 2), defaults(1, null, undefined, 5));
const arrow = (x, y = 2) => x + y;
const obj = ({ a, ...others }) => a + Object.keys(others).join();
const rest = (...all) => all.length;
print(arrow(1), arrow(1, 5), obj({ a: 1, b: 2, c: 3 }), rest(), rest(1, 2, 3));
function restPattern(...[first, second = "none"]) {
  return first + second;
}
print(restPattern(1), restPattern(1, 2));
function own() {
  const inner = () => arguments.length + this.n;
  return inner();
}
print(own.call({ n: 10 }, 1, 2));
const counter = {
  n: 0,
  inc() {
    return [1, 2].map(() => ++this.n).join();
  },
  later: function () {
    return () => () => this.n;
  },
};
print(counter.inc(), counter.later()()());
function spread(a, b, c) {
  return [a, b, c].join();
}
const list = [1, 2];
print(spread(...list, 3), spread(0, ...list), spread(..."ab"), Math.max(...list, ...[7, 3]));
print(counter.inc.call(...[{ n: 5 }]));
class Pair {
  constructor(a, b) {
    this.a = a;
    this.b = b;
  }
}
const pair = new Pair(...list);
print(pair.a, pair.b, pair instanceof Pair);
function scope(a, f = () => a) {
  var a = 5;
  return f() + a;
}
print(scope(1));
const fib = (n) => (n < 2 ? n : fib(n - 1) + fib(n - 2));
print(fib(10));
print(((a, b) => a * b)(3, 4), (() => "called at once")());
const compose =
  (...fs) =>
  (v) =>
    fs.reduce((acc, f) => f(acc), v);
print(
  compose(
    (v) => v + 1,
    (v) => v * 2,
  )(3),
);
function Old(name) {
  if (!(this instanceof Old)) return new Old(name);
  this.name = name;
}
Old.prototype.hello = function () {
  return "hello " + this.name;
};
print(Old("x").hello());
let log = [];
const t = (v) => (log.push(v), v);
t("o") && [t(1), t(2), ...[t(3)], t(4)];
spread(t("a"), ...[t("b")], t("c"));
print(log.join());
print([1, 2, 3].map((n, i, { length }) => n * i + length).join());
const empty = (a, b = 1) => {};
print(String(empty()));
function lots(a, ...{ length }) {
  return a + length;
}
print(lots(1, 2, 3));
