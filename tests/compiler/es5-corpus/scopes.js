let x = "outer";
{
  let x = "inner";
  {
    const x = "innermost";
    print(x);
  }
  print(x);
}
print(x);
if (true) {
  let y = 1;
  var z = y + 1;
}
print(z, typeof y);
function shadow(a) {
  {
    let a = 2;
    print(a);
  }
  return a;
}
print(shadow(1));
try {
  throw "e1";
} catch (x) {
  print(x);
  try {
    throw "e2";
  } catch (x) {
    print(x);
  }
  print(x);
}
print(x);
let counter = 0;
const bump = () => {
  let counter = 100;
  return counter++;
};
print(bump(), counter);
const holder = (() => {
  let hidden = 0;
  return { up: () => ++hidden };
})();
holder.up();
print(holder.up());
for (let x = 0; x < 2; x++) {
  let inner = x;
  {
    let x = "body" + inner;
    print(x);
  }
}
const self = { run: (n) => (n > 0 ? self.run(n - 1) : "ran") };
print(self.run(3));
var hoisted = typeof later;
var later = 1;
print(hoisted, later);
const E = "name of an engine global",
  D2 = 5,
  A0 = 6,
  process = 7;
print(E, D2, A0, process);
