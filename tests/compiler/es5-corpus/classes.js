class Point {
  x = 0;
  y;
  label = `p${Point.count}`;
  constructor(x, y) {
    this.x = x;
    this.y = y;
    Point.count++;
  }
  static count = 0;
  static origin() {
    return new this(0, 0);
  }
  add(other) {
    return new Point(this.x + other.x, this.y + other.y);
  }
  get length() {
    return Math.sqrt(this.x * this.x + this.y * this.y);
  }
  set length(value) {
    const scale = value / this.length;
    this.x *= scale;
    this.y *= scale;
  }
  toString() {
    return `(${this.x}, ${this.y})`;
  }
}
const p = new Point(3, 4);
print(p + "", p.length, p.label);
p.length = 10;
print(String(p), Point.count);
print(String(p.add(Point.origin())), Point.count);
print(p instanceof Point, p.constructor === Point, "y" in p);

class Point3 extends Point {
  z = this.x + 100;
  constructor(x, y, z) {
    super(x, y);
    this.z += z;
  }
  toString() {
    return super.toString() + "+" + this.z;
  }
  static origin() {
    return "3:" + super.origin().toString();
  }
  get length() {
    return -1;
  }
}
const q = new Point3(1, 2, 3);
print(String(q), q.length, q instanceof Point, q instanceof Point3, q.constructor === Point3);
print(Point3.origin(), Point3.count > 0);

class Plain extends Point {}
const plain = new Plain(6, 8);
print(String(plain), plain.length, plain.label);
plain.length = 5;
print(String(plain));

class Deep extends Point3 {
  constructor(...args) {
    const before = args.length;
    super(...args);
    this.before = before;
  }
  toString() {
    const f = () => super.toString();
    return "deep " + f() + " " + this.before;
  }
}
print(String(new Deep(1, 1, 1)));

class Late extends Point {
  mark = "set";
  constructor(flag) {
    if (flag) {
      super(1, 1);
    } else super(2, 2);
    this.flag = flag;
  }
}
print(new Late(true).x, new Late(false).x, new Late(false).mark, new Late(true).flag);

const x = "outer";
class Captured {
  value = x;
  constructor(x) {
    this.param = x;
  }
}
const captured = new Captured("inner");
print(captured.value, captured.param);
class Empty {}
print(typeof Empty, new Empty() instanceof Empty, Object.keys(new Empty()).length);
function nested(seen) {
  class Inner {
    value = seen;
    twice = () => seen + this.value;
    constructor(seen) {
      this.param = seen;
    }
  }
  const inner = new Inner("param");
  return [inner.value, inner.param, inner.twice()].join();
}
print(nested("outer"));
