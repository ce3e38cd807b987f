// @ts-nocheck
import { tick, later, fail } from "harness";

export default async function main(log) {
  const t = (x) => (log("t", x), x);
  log(
    (await later(true)) ? t(1) : t(2),
    t(false) ? await later(3) : t(4),
    t(1) ? await later(5) : await later(6),
  );
  const x = t(0) ? await later(1) : (t(null) ?? (await later("dflt")));
  log(x);
  log(
    t(0) && (await later(1)),
    t(1) && (await later(2)),
    t(0) || (await later(3)),
    t(4) || (await fail("no")),
    t(undefined) ?? (await later(5)),
    t(0) ?? (await fail("no")),
  );
  t(1) && (await tick());
  t(0) || (await tick(), log("or"));
  t(null) ?? (await tick(), log("nullish"));
  t(1) ? await tick() : log("never");
  log((t(1), await later(2), t(3)));
  log(
    1 + ((await later(0)) || (await later(5))) * 2,
    !(await later(0)),
    -(await later(3)),
    typeof (await later("s")),
    void (await later(1)),
    ~(await later(1)),
  );
}
