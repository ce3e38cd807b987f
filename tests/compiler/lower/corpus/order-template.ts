// @ts-nocheck
import { later } from "harness";

export default async function main(log) {
  const t = (x) => (log("t", x), x);
  const o = {
    toString() {
      log("str");
      return "O";
    },
  };
  log(`a${t(1)}b${await later(2)}c${t(3)}d${await later(4)}e`);
  log(`${o}${await later(1)}${o}`);
  log(
    `${await later(o)}${await (async () => {
      log("second");
      return 1;
    })()}`,
  );
  const tag = (s, ...v) => [...s, ...v];
  log(tag`x${t(1)}y${await later(2)}z`);
  const oo = {
    n: 1,
    tag(s, ...v) {
      return [this.n, ...s.raw, ...v];
    },
  };
  log(oo.tag`p${await later(3)}q`, (await later(tag))`r${4}`);
}
