/** A coroutine as compiled code makes it. */
export interface Frame {
  /** What to run next; 0 while it runs and once it has ended. */
  _$s: State | 0;
  /** Who awaits it. Nothing or 0 before the start, and for the outermost frame. */
  _$p?: Frame | 0 | undefined;
  _$h?: State | 0 | undefined;
  [slot: string]: unknown;
}
export type State = (f: never, v: never) => unknown;
type Call = (f: Frame, v: unknown) => unknown;

/** What a primitive returns that waits for something outside. Here everything has always happened already. */
export const PARK = { parked: true };

function isFrame(x: unknown): x is Frame {
  return typeof x === "object" && x !== null && "_$s" in x;
}

/** Runs a coroutine to its end by the rules of the kernel's loop, without recursion. */
export function run(root: Frame): unknown {
  let f: Frame | 0 | undefined = root;
  let v: unknown;
  while (f) {
    const s: Call = f._$s as Call;
    f._$s = 0;
    try {
      v = s(f, v);
      if (v === PARK) v = undefined;
      if (!(f._$s as State | 0)) f = f._$p;
      else if (isFrame(v)) {
        if (v._$p || !v._$s) throw new Error("coroutine was awaited already");
        v._$p = f;
        // As in the kernel, its first state gets the frame for a value.
        f = v;
      }
    } catch (e) {
      let at: Frame | 0 | undefined = f;
      while (at && !at._$h) at = at._$p;
      if (!at) throw e;
      at._$s = at._$h as State;
      at._$h = undefined;
      f = at;
      v = e;
    }
  }
  return v;
}
