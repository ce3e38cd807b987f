// @ts-nocheck
import { tick, later } from "harness";

export default async function main(log) {
  const jobs = [1, 2, 3].map(async (x) => {
    await tick();
    return x * 2;
  });
  const out = [];
  for (const j of jobs) out.push(await j);
  log(out);
  const o = {
    list: [4, 5],
    async run() {
      const r = [];
      for (const j of this.list.map(async (x) => x + (await later(this.list.length)))) r.push(await j);
      return r;
    },
  };
  log(await o.run());
}
