const log = [];
class Range {
  constructor(from, to) {
    this.from = from;
    this.to = to;
  }
  [Symbol.iterator]() {
    let at = this.from;
    const to = this.to;
    return {
      next: () => (at < to ? { value: at++, done: false } : { value: undefined, done: true }),
      return: () => {
        log.push("closed at " + at);
        return {};
      },
    };
  }
}
const out = [];
for (const n of new Range(0, 3)) out.push(n);
print(out.join(), log.join());
for (const n of new Range(0, Infinity)) if (n === 2) break;
print(log.join());
const [a, b] = new Range(5, 100);
print(a, b, log.join());
const [c, ...rest] = new Range(1, 4);
print(c, rest.join());
print([...new Range(0, 3), 9].join(), Math.max(...new Range(1, 5)));
function find() {
  for (const n of new Range(1, 10)) {
    if (n === 4) return "found " + n;
  }
}
print(find(), log.length);
function throwing() {
  try {
    for (const n of new Range(1, 10)) throw new Error("thrown at " + n);
  } catch (e) {
    print(e.message, log.length);
  }
}
throwing();
outer: for (const i of new Range(0, 3)) {
  for (const j of new Range(0, 3)) {
    if (j === 1) continue outer;
    if (i === 2) break outer;
    print(i, j);
  }
}
print(log.length);
const plain = [];
for (const v of [1, 2]) plain.push(v);
for (const ch of "ab") plain.push(ch);
const unknown = ((v) => v)([7, 8]);
for (const v of unknown) plain.push(v);
print(plain.join(), [...unknown].join());
const fs = [];
for (const n of new Range(0, 3)) fs.push(() => n);
print(fs.map((f) => f()).join());
