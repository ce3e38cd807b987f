import ts from "typescript";
import type { Board, BoardBus } from "./boards.ts";
import { isLibraryFile } from "./modules.ts";
import { followed, numberOf } from "./pins_constants.ts";
import { busLines, listening, type PinUse } from "./pins_rules.ts";

/** A place in a program where a pin of a known number is used. */
export interface PinUser {
  gpio: number;
  use: PinUse;
  /** Who uses it: `Pin`, or `I2C(0)` and the like. Undefined: it is only named, as by `new Pin(4)`. */
  user: string | undefined;
  /** What as: `OUT`, `SDA`. */
  role: string;
  /** Where to point at. */
  node: ts.Node;
  /** The expression that makes the object. */
  call: ts.Node;
  /** The expression that made the Pin which the object was given, which is then no second user. */
  given?: ts.Node | undefined;
  /** Pins that this line of the bus can be on; undefined: any. */
  allowed?: readonly number[] | undefined;
  /** True if the program leaves it to the board. */
  usual?: boolean;
}

/** A bus that the board does not have. */
export interface NoBus {
  node: ts.Node;
  what: string;
  id: number;
  /** Those that it has. */
  ids: number[];
}

/** Functions of `machine` that take a pin to listen to. */
const listeners: ReadonlySet<string> = new Set(["time_pulse_us", "pulse_us", "wait_for_edge"]);

/** The buses by their classes: what Espruino calls them, and the number that Espruino's first one has in `machine`. */
const buses = {
  I2C: { kind: "i2c", device: "I2C", first: 0 },
  SPI: { kind: "spi", device: "SPI", first: 1 },
  UART: { kind: "uart", device: "Serial", first: 0 },
} as const;

/** Finds what a program does to pins whose numbers are constant, by the classes of `machine`. */
export class PinUses {
  readonly users: PinUser[] = [];
  readonly noBuses: NoBus[] = [];

  private readonly checker: ts.TypeChecker;
  private readonly modes: ts.Type | undefined;

  constructor(
    private readonly board: Board,
    program: ts.Program,
  ) {
    this.checker = program.getTypeChecker();
    this.modes = pinStatics(program, this.checker);
    for (const source of program.getSourceFiles()) {
      if (!source.isDeclarationFile && !isLibraryFile(source.fileName)) this.read(source);
    }
  }

  private read(node: ts.Node): void {
    if (ts.isNewExpression(node) || (ts.isCallExpression(node) && isSuper(node))) this.construction(node);
    else if (ts.isCallExpression(node)) this.call(node);
    ts.forEachChild(node, (child) => {
      this.read(child);
    });
  }

  private construction(call: ts.NewExpression | ts.CallExpression): void {
    const type = this.machineClass(call);
    const args = call.arguments ?? [];
    const [first] = args;
    if (!type?.name) return;
    const name = type.name.text;
    if (name === "Pin") this.pin(call, first, args);
    else if (name === "Edges") this.single(call, first, "input", undefined, "");
    else if (name === "ADC") this.single(call, first, "adc", name, "analog input");
    else if (name === "PWM") this.single(call, first, "pwm", name, "output");
    else if (name === "OneWire") this.single(call, first, "output", name, "data");
    else if (name === "I2C" || name === "SPI" || name === "UART") this.bus(call, name, args);
  }

  /** `pin.init(Pin.OUT)`, of a pin whose number is known, and functions that listen to one. */
  private call(call: ts.CallExpression): void {
    const target = call.expression;
    const [first, second] = call.arguments;
    if (!first) return;
    const signature = this.checker.getResolvedSignature(call);
    const declaration = signature?.declaration;
    if (declaration && ts.isFunctionDeclaration(declaration)) {
      if (isOfMachine(declaration) && listeners.has(declaration.name?.text ?? ""))
        this.single(call, first, "input", undefined, "");
      return;
    }
    if (!ts.isPropertyAccessExpression(target) || target.name.text !== "init") return;
    if (this.machineClass(call)?.name?.text !== "Pin") return;
    const found = this.pinOf(target.expression);
    if (!found) return;
    const { use, role } = this.mode(first, second);
    this.users.push({ gpio: found.gpio, use, user: undefined, role, node: first, call });
  }

  private pin(call: ts.Node, id: ts.Expression | undefined, [, mode, pull]: readonly ts.Expression[]): void {
    const gpio = id && numberOf(id, this.checker);
    if (!id || gpio === undefined) return;
    const { use, role } = this.mode(mode, pull);
    this.users.push({ gpio, use, user: role === "" ? undefined : "Pin", role, node: id, call });
  }

  private mode(
    mode: ts.Expression | undefined,
    pull: ts.Expression | undefined,
  ): { use: PinUse; role: string } {
    const name = mode && this.staticName(mode, ["IN", "OUT", "OPEN_DRAIN"]);
    const pulled = pull && this.staticName(pull, ["PULL_UP", "PULL_DOWN"]);
    if (name === "OUT" || name === "OPEN_DRAIN") return { use: "output", role: name };
    if (name === "IN") return { use: pulled ? "pull" : "input", role: pulled ? `IN, ${pulled}` : "IN" };
    return { use: "input", role: "" };
  }

  /** Which of these constants of Pin has the value of an expression. */
  private staticName(node: ts.Expression, names: string[]): string | undefined {
    const value = numberOf(node, this.checker);
    if (value === undefined) return undefined;
    return names.find((name) => {
      const member = this.modes?.getProperty(name);
      const found = member && this.checker.getTypeOfSymbol(member);
      return found?.isNumberLiteral() && found.value === value;
    });
  }

  private single(
    call: ts.Node,
    node: ts.Expression | undefined,
    use: PinUse,
    user: string | undefined,
    role: string,
  ): void {
    const found = node && this.pinOf(node);
    if (node && found) this.users.push({ ...found, use, user, role, node, call });
  }

  private bus(call: ts.Node, name: keyof typeof buses, [idNode, ...rest]: readonly ts.Expression[]): void {
    const id = idNode && numberOf(idNode, this.checker);
    if (!idNode || id === undefined) return;
    const { kind, device, first } = buses[name];
    const all = this.board[kind] as BoardBus<string>[];
    const bus = all.find((one) => one.name === `${device}${id - first + 1}`);
    if (!bus) {
      const ids = all.map((one) => Number(one.name.slice(device.length)) - 1 + first);
      this.noBuses.push({ node: idNode, what: name, id, ids });
      return;
    }
    const options = this.options(rest);
    if (!options) return;
    for (const line of busLines[kind]) {
      const node = options.get(line);
      const found = node ? this.pinOf(node) : { gpio: bus[line] };
      if (!found) continue;
      this.users.push({
        ...found,
        use: listening.has(line) ? "input" : "output",
        user: `${name}(${id})`,
        role: line.toUpperCase(),
        node: node ?? call,
        call,
        usual: !node,
        allowed: bus.pins?.[line],
      });
    }
  }

  /** The named arguments of a call; undefined if they cannot be known. */
  private options(args: readonly ts.Expression[]): Map<string, ts.Expression> | undefined {
    const found = new Map<string, ts.Expression>();
    for (const arg of args) {
      const object = followed(arg, this.checker);
      if (!ts.isObjectLiteralExpression(object)) {
        const { flags } = this.checker.getTypeAtLocation(object);
        if ((flags & (ts.TypeFlags.NumberLike | ts.TypeFlags.Undefined)) === 0) return undefined;
        continue;
      }
      for (const property of object.properties) {
        if (ts.isShorthandPropertyAssignment(property)) found.set(property.name.text, property.name);
        else if (!ts.isPropertyAssignment(property) || ts.isComputedPropertyName(property.name))
          return undefined;
        else if (!isUndefined(property.initializer)) found.set(property.name.text, property.initializer);
      }
    }
    return found;
  }

  /** The pin that is meant by a number or by an object of class Pin. */
  private pinOf(node: ts.Expression): { gpio: number; given?: ts.Node } | undefined {
    const gpio = numberOf(node, this.checker);
    if (gpio !== undefined) return { gpio };
    const made = followed(node, this.checker);
    if (!ts.isNewExpression(made) || this.machineClass(made)?.name?.text !== "Pin") return undefined;
    const [id] = made.arguments ?? [];
    const number = id && numberOf(id, this.checker);
    return number === undefined ? undefined : { gpio: number, given: made };
  }

  /** The class of `machine` whose constructor or method is called, by whatever name and through whatever subclass. */
  private machineClass(call: ts.NewExpression | ts.CallExpression): ts.ClassLikeDeclaration | undefined {
    const declared = this.checker.getResolvedSignature(call)?.declaration?.parent;
    const made = ts.isNewExpression(call) ? this.checker.getTypeAtLocation(call).symbol : undefined;
    const type = declared && ts.isClassLike(declared) ? declared : made?.valueDeclaration;
    if (!type || !ts.isClassLike(type)) return undefined;
    return isOfMachine(type) ? type : undefined;
  }
}

/** The class Pin as a value, whose properties are the modes. */
function pinStatics(program: ts.Program, checker: ts.TypeChecker): ts.Type | undefined {
  for (const source of program.getSourceFiles()) {
    if (!isLibraryFile(source.fileName) || !/[\\/]machine[\\/]pin\.ts$/.test(source.fileName)) continue;
    const symbol = checker.getSymbolAtLocation(source);
    const pin = symbol && checker.getExportsOfModule(symbol).find(({ name }) => name === "Pin");
    if (pin) return checker.getTypeOfSymbol(pin);
  }
  return undefined;
}

function isOfMachine(node: ts.Node): boolean {
  const { fileName } = node.getSourceFile();
  return isLibraryFile(fileName) && /[\\/]machine[\\/]/.test(fileName);
}

function isSuper(call: ts.CallExpression): boolean {
  return call.expression.kind === ts.SyntaxKind.SuperKeyword;
}

function isUndefined(node: ts.Expression): boolean {
  return ts.isIdentifier(node) && node.text === "undefined";
}
