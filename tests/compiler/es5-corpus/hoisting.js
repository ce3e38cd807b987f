print(early(3));
function early(n) {
  return later(n) + 1;
}
function later(n) {
  return inner(n);
  function inner(m) {
    return even(m) ? "even" : "odd";
  }
}
function even(n) {
  return n === 0 ? true : odd(n - 1);
}
function odd(n) {
  return n === 0 ? false : even(n - 1);
}
{
  print(early2());
  function early2() {
    return "block";
  }
  function later(n) {
    return "shadow " + n;
  }
  print(later(1));
}
print(later(1));
if (early(1)) {
  const value = make();
  function make() {
    return value2();
  }
  function value2() {
    return 7;
  }
  print(value);
}
const keep = [];
for (let i = 0; i < 3; i++) {
  function show() {
    return "show " + i;
  }
  keep.push(show);
}
print(keep.map((f) => f()).join());
const recursive = function self(n) {
  return n ? n * self(n - 1) : 1;
};
print(recursive(5));
