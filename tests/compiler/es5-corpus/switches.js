function order(v) {
  const log = [];
  switch (v) {
    default:
      log.push("default");
    case 1:
      log.push("one");
      break;
    case 2:
      log.push("two");
  }
  return log.join();
}
print(order(1), order(2), order(3));
function middle(v) {
  const log = [];
  switch (v) {
    case "a":
      log.push("a");
    default:
      log.push("d");
    case "b":
      log.push("b");
  }
  return log.join();
}
print(middle("a"), middle("b"), middle("c"));
function clean(v) {
  switch (v) {
    default:
      return "none";
    case 1:
      return "one";
    case 2: {
      const two = "two";
      return two;
    }
  }
}
print(clean(1), clean(2), clean(3));
function breaks(v) {
  let r = "";
  switch (v) {
    default:
      r = "d";
      break;
    case 1:
      r = "1";
  }
  return r;
}
print(breaks(1), breaks(2));
let calls = 0;
const next = () => ++calls;
switch (2) {
  case next():
  default:
    print("d");
  case next():
    print("second", calls);
}
print(calls);
function nested(a, b) {
  switch (a) {
    case 1:
      switch (b) {
        default:
          return "1?";
        case 1:
          return "11";
      }
    default:
      return "?";
  }
}
print(nested(1, 1), nested(1, 2), nested(2, 2));
function lexical(v) {
  const fs = [];
  for (const i of [0, 1]) {
    switch (v) {
      case 1:
        let x = i;
        fs.push(() => x);
        break;
      default:
        const y = i * 10;
        fs.push(() => y);
    }
  }
  return fs.map((f) => f()).join();
}
print(lexical(1), lexical(2));
switch (NaN) {
  case NaN:
    print("never");
    break;
  default:
    print("NaN");
}
switch (3) {
}
