// @ts-nocheck
import { tick } from "harness";

export default async function main(log) {
  function f(p, { q }, [r] = [3], ...s) {
    var v = 1;
    function g() {
      return v;
    }
    class K {
      get() {
        return v;
      }
    }
    const h = async () => {
      await tick();
      v++;
      p++;
      q++;
      r++;
      s.push(v);
      return [p, q, r, s, v, g(), new K().get()];
    };
    return h;
  }
  const h = f(1, { q: 2 });
  log(await h());
  log(await h());
}
