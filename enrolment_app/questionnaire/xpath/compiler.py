"""From a tree to closures, in the place where the expression stands."""

from __future__ import annotations

from enrolment_app.questionnaire.errors import BadExpression

from .axes import in_document_order
from .calls import compile_call
from .code import NODES, NUMBER, TEXT, Code, as_nodes, as_number
from .context import Context
from .nodes import XNode
from .operators import compile_binary
from .parser import parse
from .paths import compile_filter, compile_path
from .shape import Shape
from .tree import (
    Binary,
    Call,
    Expression,
    Filter,
    Negate,
    Number,
    Path,
    Text,
    Union,
)
from .values import Run


class Compiler:
    """Compiles where `home` is, for a form whose tree is `root`.

    `current` is where the whole expression stands, whatever predicate we are in.
    Without shapes everything still works, only less directly.
    """

    def __init__(
        self,
        root: Shape | None = None,
        home: Shape | None = None,
        current: Shape | None = None,
    ) -> None:
        self.root = root
        self.home = home
        self.current = current

    def at(self, home: Shape | None) -> Compiler:
        """Give a compiler that stands inside a predicate at `home`."""
        return Compiler(self.root, home, self.current)

    def compile(self, expression: Expression) -> Code:
        """Compile an expression."""
        match expression:
            case Path():
                return compile_path(expression, self)
            case Call():
                return compile_call(expression, self)
            case Binary(operator, left, right):
                return compile_binary(operator, self.compile(left), self.compile(right))
            case Text(value):
                return Code(TEXT, lambda node, context: value)
            case Number(number):
                return Code(NUMBER, lambda node, context: number)
            case Negate(of):
                return Code(NUMBER, _negated(as_number(self.compile(of))))
            case Union(left, right):
                return Code(
                    NODES,
                    _united(
                        as_nodes(self.compile(left)), as_nodes(self.compile(right))
                    ),
                )
            case Filter():
                return compile_filter(expression, self)


def _negated(run: Run) -> Run:
    return lambda node, context: -run(node, context)


def _united(left: Run, right: Run) -> Run:
    def united(node: XNode, context: Context) -> list[XNode]:
        return in_document_order(left(node, context) + right(node, context))

    return united


def compile_expression(
    source: str | Expression, root: Shape | None = None, home: Shape | None = None
) -> Code:
    """Read and compile an expression that stands at `home`; raises BadExpression."""
    expression = parse(source) if isinstance(source, str) else source
    return Compiler(root, home, home).compile(expression)


def evaluate(run: Run, node: XNode, context: Context) -> object:
    """Run a closure for `node` as the one that current() means."""
    outer = context.current
    context.current = node
    try:
        return run(node, context)
    finally:
        context.current = outer


def evaluate_or(run: Run, node: XNode, context: Context, otherwise: object) -> object:
    """Run a closure; gives `otherwise` where it cannot be evaluated.

    For words and choices: a screen shows what can be shown of a form with a fault.
    """
    try:
        return evaluate(run, node, context)
    except BadExpression:
        return otherwise
