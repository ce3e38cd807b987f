/** What compiled code imports from `#coroutine`: loops over iterables, and async generators. */
export { aclose, adispose, aiter, athrow } from "./async_iterate.ts";
export { delegate } from "./delegate.ts";
export { agen, yield_ } from "./generator.ts";
export { iter, iterThrow } from "./iterate.ts";
