// @ts-nocheck

export default async function main(log) {
  async function* g() {
    const fns = [];
    for (let i = 0; i < 3; i++) {
      let j = i;
      fns.push(() => [i, j++]);
      yield fns.length;
      j += 5;
    }
    yield fns.map((f) => f());
  }
  for await (const x of g()) log(x);
}
