import { dirname, relative } from "node:path";
import ts from "typescript";
import type { Board } from "./boards.ts";
import type { BuildMessage } from "./errors.ts";
import { pinError, pinWarning, rangeText } from "./pins_rules.ts";
import { PinUses, type PinUser } from "./pins_uses.ts";

export interface PinCheck {
  /** What cannot work on the board. */
  errors: BuildMessage[];
  /** What may not be meant. */
  warnings: BuildMessage[];
}

/** Holds what a program does to pins whose numbers are constant against the board. */
export function checkPins(program: ts.Program, board: Board): PinCheck {
  const uses = new PinUses(board, program);
  const check: PinCheck = { errors: [], warnings: [] };
  for (const { node, what, id, ids } of uses.noBuses) {
    const hint = ids.length === 0 ? undefined : `${what}: ${rangeText(ids)}`;
    check.errors.push({ message: `${board.title} has no ${what}(${id})`, hint, ...placeOf(node) });
  }
  const wrong = new Set<PinUser>();
  const told = new Set<string>();
  for (const user of uses.users) {
    const error = pinError(board, user.gpio, user.use) ?? wrongLine(board, user);
    if (error) {
      wrong.add(user);
      check.errors.push({ ...error, ...placeOf(user.node) });
      continue;
    }
    const warning = user.role === "" ? undefined : pinWarning(board, user.gpio, user.use);
    const pin = board.pins.find(({ gpio }) => gpio === user.gpio);
    // The board's own choice of pins for a bus is a good one, even if the chip reads them at reset.
    if (!warning || (user.usual && !pin?.reserved) || told.has(warning.message)) continue;
    told.add(warning.message);
    check.warnings.push({ ...warning, ...placeOf(user.node) });
  }
  sharing(
    uses.users.filter((user) => user.user !== undefined && !wrong.has(user)),
    check,
  );
  check.errors.sort(byPlace);
  check.warnings.sort(byPlace);
  return check;
}

function byPlace(a: BuildMessage, b: BuildMessage): number {
  const { file = "", line = 0, column = 0 } = b;
  return (a.file ?? "").localeCompare(file) || (a.line ?? 0) - line || (a.column ?? 0) - column;
}

/** A bus that cannot be led to a pin. */
function wrongLine(
  board: Board,
  { gpio, user, role, allowed }: PinUser,
): Pick<BuildMessage, "message" | "hint"> | undefined {
  if (!allowed || allowed.includes(gpio)) return undefined;
  return {
    message: `GPIO ${gpio} of ${board.title} cannot be ${role} of ${user}`,
    hint: `${role} of ${user}: ${rangeText(allowed)}`,
  };
}

function sharing(users: readonly PinUser[], { errors, warnings }: PinCheck): void {
  for (const [index, second] of users.entries()) {
    const others = users
      .slice(0, index)
      .filter((first) => first.gpio === second.gpio && !isSame(first, second));
    const worst =
      others.find((first) => isWrong(first, second)) ?? others.find((first) => isOdd(first, second));
    if (!worst) continue;
    const certain = isWrong(worst, second) && !isConditional(worst.call) && !isConditional(second.call);
    const message = {
      message: `GPIO ${second.gpio} has two users: ${nameOf(second)} here, ${nameOf(worst)} at ${placeText(worst.node, second.node)}`,
      hint: certain
        ? "give one of them another pin"
        : "give one of them another pin, or make one object and use it in both places",
      ...placeOf(second.node),
    };
    (certain ? errors : warnings).push(message);
  }
}

/** Whether two users are parts of one: a peripheral and the Pin it was given, or a bus that is set up again. */
function isSame(first: PinUser, second: PinUser): boolean {
  if (first.call === second.given || second.call === first.given) return true;
  const isBus = first.user !== "Pin" && first.user !== "PWM";
  return isBus && first.user === second.user && first.role === second.role;
}

/** Whether what one of two users does is lost on the other: neither can work. */
function isWrong(first: PinUser, second: PinUser): boolean {
  const [pin, other] = first.user === "Pin" ? [first, second] : [second, first];
  if (pin.user === "Pin") return pin.role === "OUT" && other.user !== "Pin" && other.user !== "PWM";
  return first.user !== second.user || first.role !== second.role;
}

/** Whether two users may get in each other's way: all but two who only listen, with no resistor that one of them lacks. */
function isOdd(first: PinUser, second: PinUser): boolean {
  if (drives(first) || drives(second)) return true;
  return first.role !== second.role && (first.use === "pull" || second.use === "pull");
}

function drives({ use }: PinUser): boolean {
  return use === "output" || use === "pwm";
}

/** Whether something may never be reached, for all that can be seen. */
function isConditional(node: ts.Node): boolean {
  if (ts.isSourceFile(node)) return false;
  return (
    ts.isIfStatement(node) ||
    ts.isConditionalExpression(node) ||
    ts.isCaseOrDefaultClause(node) ||
    ts.isCatchClause(node) ||
    (ts.isBinaryExpression(node) && choices.has(node.operatorToken.kind)) ||
    isConditional(node.parent)
  );
}

/** Operators that may leave out what stands on their right. */
const choices: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
]);

function nameOf({ user, role }: PinUser): string {
  return `${user} (${role})`;
}

function placeOf(node: ts.Node): { file: string; line: number; column: number } {
  const file = node.getSourceFile();
  const { line, character } = file.getLineAndCharacterOfPosition(node.getStart(file));
  return { file: file.fileName, line: line + 1, column: character + 1 };
}

/** A place as text, its file named as seen from the file of another one. */
function placeText(node: ts.Node, from: ts.Node): string {
  const { file, line, column } = placeOf(node);
  return `${relative(dirname(from.getSourceFile().fileName), file)}:${line}:${column}`;
}
