/** What compiled code imports from "#coroutine": the kernel's own. They need no loop, only a trampoline. */
export * from "../../../../src/kernel/compiled.ts";
