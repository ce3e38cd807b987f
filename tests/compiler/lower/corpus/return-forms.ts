// @ts-nocheck
import { tick, later } from "harness";

export default async function main(log) {
  const fs = [
    async () => {},
    async () => {
      await tick();
    },
    async () => undefined,
    async () => {
      return;
    },
    async () => ({}),
    async () => [await later(1)],
    async () => await later(2),
    async () => later(3),
    async () => {
      if (await later(0)) return 1;
    },
    async () => {
      for (;;) {
        await tick();
        return "loop";
      }
    },
    async () => {
      try {
        return 1;
      } finally {
        await tick();
      }
    },
    async () => void (await tick()),
  ];
  for (const f of fs) log(await f());
}
