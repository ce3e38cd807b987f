// @ts-nocheck
import { tick, later, fail } from "harness";

export default async function main(log) {
  {
    const c = await later(1);
  }
  switch (0) {
    default: {
      const c = 0;
      if (!c) log(c);
      else await tick();
    }
  }
  {
    const v = await later(2);
    log(v);
    const w = await later(3);
    log(w);
  }
  const v = "outer";
  log(v, await later(v));
}
