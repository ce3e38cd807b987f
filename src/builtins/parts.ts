/**
 * What a program may need of the library beyond its imports. The build sets to false what the program as a whole cannot
 * need (see host/compiler/parts.ts), and leaves out the code behind it.
 */

/** Objects other than arrays, such as exceptions, which may be printed, caught, thrown or looked into. */
export const OBJECTS: boolean = true;

/** Coroutines, or other things in their place, that may get where they must not be: awaited twice, or given to `gather`. */
export const CHECKS: boolean = true;

/** The options of `gather`. */
export const OPTIONS: boolean = true;
