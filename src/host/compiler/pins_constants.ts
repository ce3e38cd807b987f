import ts from "typescript";

/** The value of an expression that is always the same number, as far as types and declarations tell. */
export function numberOf(node: ts.Expression, checker: ts.TypeChecker): number | undefined {
  const expression = bare(node);
  const type = checker.getTypeAtLocation(expression);
  if (type.isNumberLiteral()) return type.value;
  if (ts.isPrefixUnaryExpression(expression) && expression.operator === ts.SyntaxKind.MinusToken) {
    const value = numberOf(expression.operand, checker);
    return value === undefined ? undefined : -value;
  }
  if (ts.isBinaryExpression(expression)) {
    const left = numberOf(expression.left, checker);
    const right = left === undefined ? undefined : numberOf(expression.right, checker);
    const apply = operators[expression.operatorToken.kind];
    return left === undefined || right === undefined ? undefined : apply?.(left, right);
  }
  const declaration = declarationOf(expression, checker);
  if (!declaration) return undefined;
  if (ts.isEnumMember(declaration)) {
    const value = checker.getConstantValue(declaration);
    return typeof value === "number" ? value : undefined;
  }
  const initializer = initializerOf(declaration);
  return initializer && numberOf(initializer, checker);
}

const operators: Partial<Record<ts.SyntaxKind, (left: number, right: number) => number>> = {
  [ts.SyntaxKind.PlusToken]: (left, right) => left + right,
  [ts.SyntaxKind.MinusToken]: (left, right) => left - right,
  [ts.SyntaxKind.AsteriskToken]: (left, right) => left * right,
  [ts.SyntaxKind.BarToken]: (left, right) => left | right,
  [ts.SyntaxKind.LessThanLessThanToken]: (left, right) => left << right,
};

/** The expression behind the names of constants. */
export function followed(node: ts.Expression, checker: ts.TypeChecker): ts.Expression {
  const expression = bare(node);
  const declaration = declarationOf(expression, checker);
  const initializer = declaration && initializerOf(declaration);
  return initializer ? followed(initializer, checker) : expression;
}

/** An expression without parentheses and the types that are said of it. */
function bare(node: ts.Expression): ts.Expression {
  const isWrapped =
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isTypeAssertionExpression(node);
  return isWrapped ? bare(node.expression) : node;
}

/** What a constant or a field that is only read is set to. */
function initializerOf(declaration: ts.Declaration): ts.Expression | undefined {
  if (ts.isVariableDeclaration(declaration)) {
    const isConstant = (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
    return isConstant ? declaration.initializer : undefined;
  }
  if (!ts.isPropertyDeclaration(declaration)) return undefined;
  const readonly = (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Readonly) !== 0;
  return readonly ? declaration.initializer : undefined;
}

function declarationOf(node: ts.Expression, checker: ts.TypeChecker): ts.Declaration | undefined {
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return undefined;
  let symbol = ts.isShorthandPropertyAssignment(node.parent)
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : checker.getSymbolAtLocation(node);
  if (symbol && (symbol.flags & ts.SymbolFlags.Alias) !== 0) symbol = checker.getAliasedSymbol(symbol);
  return symbol?.valueDeclaration;
}
