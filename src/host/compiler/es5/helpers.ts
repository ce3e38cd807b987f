/**
 * Run-time helpers, each put into an image only when it is needed. They are written in the language that Espruino
 * runs: no holes, no labels, nothing called before it stands there. `$NAME$` means another helper.
 */
export const helperSources: Record<HelperName, { code: string; needs?: readonly HelperName[] }> = {
  /** Makes C a subclass of B and returns C's prototype. */
  extend: {
    code: `function $EXTEND$(C, B) {
      var p = C.prototype = Object.create(B.prototype);
      p.constructor = C;
      return p;
    }`,
  },
  /** The same for what may be one of our exceptions, which are shown by the name of their class. */
  exception: {
    needs: ["extend"],
    code: `function $EXCEPTION$(C, B, name) {
      var p = $EXTEND$(C, B);
      if (p._$text) p.name = name;
      return p;
    }`,
  },
  /**
   * Static members are inherited by copying: a function's own prototype cannot be set everywhere. Espruino counts
   * `prototype` among a function's keys.
   */
  statics: { code: `function $STATICS$(C, B) { for (var k in B) if (k != "prototype") C[k] = B[k]; }` },
  /** Makes C a subclass of the engine's error class B; Espruino's errors have no name, and lend no toString. */
  error: {
    needs: ["extend"],
    code: `function $ERROR$(C, B, name) {
      var p = $EXTEND$(C, B);
      p.name = name;
      p.message = "";
      p.toString = function () {
        return this.message ? this.name + ": " + this.message : "" + this.name;
      };
      return p;
    }`,
  },
  /** What Error(message) does to \`this\`. */
  message: { code: `function $MESSAGE$(e, m) { if (m !== undefined) e.message = "" + m; }` },
  /** What Error(message, options) does to \`this\`. */
  cause: {
    needs: ["message"],
    code: `function $CAUSE$(e, m, o) { $MESSAGE$(e, m); if (o && "cause" in o) e.cause = o.cause; }`,
  },
  /** \`new C(...args)\` for a class of the program. */
  construct: {
    code: `function $CONSTRUCT$(C, args) {
      var o = Object.create(C.prototype), r = C.apply(o, args);
      return r instanceof Object ? r : o;
    }`,
  },
  /** \`{...a}\`: copies own properties of the later arguments into the first. */
  assign: {
    code: `function $ASSIGN$(o) {
      [].slice.call(arguments, 1).forEach(function (from) {
        if (from && typeof from == "object") Object.keys(from).forEach(function (k) { o[k] = from[k]; });
      });
      return o;
    }`,
  },
  /** \`{a, ...rest}\`: a copy without some properties. */
  without: {
    needs: ["assign"],
    code: `function $WITHOUT$(from, names) {
      var o = $ASSIGN$({}, from);
      names.forEach(function (k) { delete o[k]; });
      return o;
    }`,
  },
  tagged: { code: `function $TAGGED$(strings, raw) { strings.raw = raw || strings; return strings; }` },
  constant: { code: `function $CONSTANT$(name) { throw new TypeError(name + " is constant"); }` },
  notNull: {
    code: `function $NOTNULL$(o) { if (o == null) throw new TypeError("Cannot destructure " + o); }`,
  },
  /** What \`super.k\` gives: of a getter, what it gives for \`self\`. */
  superGet: {
    code: `function $SUPERGET$(o, k, self) {
      for (; o; o = Object.getPrototypeOf(o)) {
        var d = Object.getOwnPropertyDescriptor(o, k);
        if (d) return d.get ? d.get.call(self) : d.value;
      }
    }`,
  },
  /** A getter or setter under a computed key. Espruino forgets the one of a pair that is not given again. */
  accessor: {
    code: `function $ACCESSOR$(kind, o, k, f) {
      var old = Object.getOwnPropertyDescriptor(o, k) || {}, d = { configurable: true, enumerable: true };
      if (old.get) d.get = old.get;
      if (old.set) d.set = old.set;
      d[kind] = f;
      return Object.defineProperty(o, k, d);
    }`,
  },
  /**
   * Walks arrays, strings and typed arrays by index, anything else by its "@@iterator". Espruino throws where an
   * unknown property of a string or a typed array is read by brackets.
   */
  iterator: {
    code: `function $ITERATOR$(o) {
      var i = 0;
      return typeof o == "object" && o && "@@iterator" in o ? o["@@iterator"]() : {
        next: function () { return i < o.length ? { value: o[i++], done: false } : { value: undefined, done: true }; }
      };
    }`,
  },
  /** Tells an iterator that nobody will ask for more. */
  close: { code: `function $CLOSE$(it, step) { if (step && !step.done && it["return"]) it["return"](); }` },
  /** All items (at most n) as an array. */
  array: {
    needs: ["iterator", "close"],
    code: `function $ARRAY$(o, n) {
      if (o == null || o.length === undefined && typeof o != "object") throw new TypeError(o + " is not iterable");
      if (typeof o != "object" || !("@@iterator" in o)) return [].slice.call(o);
      var it = $ITERATOR$(o), all = [], step = 0;
      while (all.length !== n && !(step = it.next()).done) all.push(step.value);
      $CLOSE$(it, step);
      return all;
    }`,
  },
};

export type HelperName =
  | "extend"
  | "exception"
  | "statics"
  | "error"
  | "message"
  | "cause"
  | "construct"
  | "assign"
  | "without"
  | "tagged"
  | "constant"
  | "notNull"
  | "accessor"
  | "superGet"
  | "iterator"
  | "close"
  | "array";
