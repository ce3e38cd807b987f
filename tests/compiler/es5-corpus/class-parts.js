class Counter {
  #count = 0;
  #step;
  static #made = 0;
  static made() {
    return Counter.#made;
  }
  constructor(step = 1) {
    this.#step = step;
    Counter.#made += 1;
  }
  #bump(times) {
    for (let i = 0; i < times; i++) this.#count += this.#step;
    return this;
  }
  tick() {
    return this.#bump(1).#count;
  }
  get #double() {
    return this.#count * 2;
  }
  double() {
    return this.#double;
  }
  static is(o) {
    return #count in o;
  }
  equals(other) {
    return other?.#count === this.#count;
  }
}
class Sub extends Counter {
  #count = "own";
  own() {
    return this.#count;
  }
}
const c = new Counter(5);
print(c.tick(), c.tick(), c.double(), Counter.made());
const s = new Sub();
print(s.tick(), s.own(), Counter.made(), Counter.is(s), Counter.is({}), s.equals(null), s.equals(s));

const key = "dyn";
let evaluated = 0;
class Computed {
  [key + "Method"]() {
    return "m";
  }
  [(evaluated++, "field")] = evaluated;
  static [key] = 3;
  get [key + "Get"]() {
    return "g";
  }
  "quoted name"() {
    return "q";
  }
}
const d = new Computed();
print(d.dynMethod(), d.field, Computed.dyn, d.dynGet, d["quoted name"](), evaluated);

class Registry {
  static items = [];
  static size = this.items.length;
  static {
    this.items.push("block");
    const local = this.items;
    local.push("again");
  }
  static get count() {
    return this.items.length;
  }
}
print(Registry.items.join(), Registry.size, Registry.count);

class Base {
  static create() {
    return new this();
  }
  static kind = "base";
  name() {
    return "base";
  }
}
class Derived extends Base {
  name() {
    return "derived of " + super.name();
  }
}
print(Derived.create().name(), Derived.kind, Derived.create() instanceof Derived);

const Mixin = (Parent) =>
  class extends Parent {
    mixed() {
      return "mixed " + this.name();
    }
  };
class Both extends Mixin(Base) {}
print(new Both().mixed(), new Both() instanceof Base);
const Named = class Inner {
  self() {
    return Inner === Named;
  }
};
print(new Named().self());
const made = [];
for (let i = 0; i < 3; i++) {
  class Local {
    get() {
      return i;
    }
    static id = i * 10;
  }
  made.push(Local);
}
print(made.map((L) => new L().get() + L.id).join());
function Target() {
  return new.target === undefined ? "called" : "constructed";
}
class Abstract {
  constructor() {
    this.exact = new.target === Abstract;
  }
}
class Concrete extends Abstract {}
print(Target(), new Abstract().exact, new Concrete().exact);
class Chain {
  list = [];
  add = (v) => {
    this.list.push(v);
    return this;
  };
}
print(new Chain().add(1).add(2).list.join());
class Accessors {
  get a() {
    return 1;
  }
  get b() {
    return this.a + 1;
  }
  set b(v) {
    this.got = v;
  }
  m() {
    return this.b;
  }
}
const acc = new Accessors();
acc.b = 9;
print(acc.a, acc.b, acc.got, acc.m());
print(
  new (class {
    v = 4;
  })().v,
  class {
    static w = 5;
  }.w,
);
