export * from "./exceptions.ts";
export { print, str } from "./print.ts";
export { repr } from "./repr.ts";
