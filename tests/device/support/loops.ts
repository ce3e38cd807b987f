/*
 * V8 tells a program that never ends from others by its real time alone. These are the limits of a simulated board, in ms.
 */

/** For programs that have an endless loop. Each loop takes that long; a line that takes that long by mistake is asked again. */
export const LOOP_FOUND = 300;
/** For all others, which are never mistaken for one, however slow the machine. */
export const NO_LOOP = 30_000;
