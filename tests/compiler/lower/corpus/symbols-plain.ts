// @ts-nocheck

export default async function main(log) {
  class It {
    constructor(n) {
      this.n = n;
    }
    [Symbol.iterator]() {
      let i = 0;
      const n = this.n;
      return { next: () => ({ value: i, done: i++ >= n }) };
    }
  }
  const out = [];
  const it = new It(3)[Symbol.iterator]();
  for (let r = it.next(); !r.done; r = it.next()) out.push(r.value);
  log(out, typeof new It(1)[Symbol.iterator]);
}
