class AppError extends Error {
  constructor(message, code) {
    super(message);
    this.code = code;
  }
}
class Plain extends Error {}
class Named extends Error {
  name = "Named";
}
class Deep extends AppError {
  constructor() {
    super("deep " + 1, 5);
  }
  describe() {
    return this.message + "/" + this.code;
  }
}
class Typed extends TypeError {}
class Caused extends Error {
  constructor(message, options) {
    super(message, options);
  }
}
for (const make of [
  () => new AppError("app", 3),
  () => new Plain("plain"),
  () => new Plain(),
  () => new Plain(12),
  () => new Named("n"),
  () => new Deep(),
]) {
  try {
    throw make();
  } catch (e) {
    print(e instanceof Error, e instanceof AppError, e instanceof Plain, e.message, String(e), e.code);
  }
}
print(new Deep().describe(), new Deep() instanceof Deep);
print(new Typed("t") instanceof TypeError, new Typed("t") instanceof Error, String(new Typed("t")));
print(new Caused("c", { cause: "why" }).cause, "cause" in new Caused("c", {}));
print(new TypeError("x") instanceof Error, new Error("x") instanceof TypeError);
try {
  JSON.parse("{");
} catch (e) {
  print(e instanceof Error, e instanceof SyntaxError);
}
function order() {
  const log = [];
  try {
    try {
      throw new Plain("one");
    } catch ({ message }) {
      log.push(message);
      throw new AppError("two", 2);
    } finally {
      log.push("finally");
    }
  } catch {
    log.push("outer");
  }
  return log.join();
}
print(order());
function leave() {
  for (const n of [1, 2, 3]) {
    try {
      if (n === 2) return "left at " + n;
    } finally {
      print("finally " + n);
    }
  }
}
print(leave());
