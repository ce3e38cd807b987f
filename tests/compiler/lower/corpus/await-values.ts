// @ts-nocheck

export default async function main(log) {
  log(await 1, await null, await undefined, await "s", await [1], await { then: 5 }, await (() => 1));
}
