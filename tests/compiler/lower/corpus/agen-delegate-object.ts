// @ts-nocheck

export default async function main(log) {
  const src = {
    [Symbol.asyncIterator]() {
      let i = 0;
      return {
        async next(v) {
          log("n", v);
          return { value: i++, done: i > 2 };
        },
        async return(v) {
          log("ret", v);
          return { value: "R", done: true };
        },
      };
    },
  };
  async function* g() {
    return yield* src;
  }
  let it = g();
  log(await it.next(1), await it.next(2), await it.next(3));
  it = g();
  await it.next();
  log(await it.return("q"));
  it = g();
  await it.next();
  try {
    await it.throw(new Error("no throw"));
  } catch (e) {
    log(e);
  }
}
