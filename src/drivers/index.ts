export { BH1750, type BH1750Options } from "./bh1750.ts";
export { ChecksumError } from "./errors.ts";
