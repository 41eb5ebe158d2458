"""An expression as its author would write it: for explanations and advice."""

from __future__ import annotations

from .tree import (
    BINDING,
    Binary,
    Call,
    Expression,
    Filter,
    Here,
    Negate,
    Number,
    Path,
    Root,
    Step,
    Text,
    Union,
)

_NEGATION, _UNION = 7, 8


def write(expression: Expression) -> str:
    """Write an expression; reading it again gives the same."""
    return _written(expression, 0)


def _written(expression: Expression, least: int) -> str:
    """Write an expression in a place that binds at least so tightly."""
    match expression:
        case Number(value):
            return str(int(value)) if value == int(value) else repr(value)
        case Text(value):
            return f'"{value}"' if "'" in value else f"'{value}'"
        case Binary(operator, left, right):
            own = BINDING[operator]
            told = f"{_written(left, own)} {operator} {_written(right, own + 1)}"
            return f"({told})" if own < least else told
        case Negate(of):
            told = f"-{_written(of, _NEGATION)}"
            return f"({told})" if least > _NEGATION else told
        case Union(left, right):
            told = f"{_written(left, _UNION)} | {_written(right, _UNION + 1)}"
            return f"({told})" if least > _UNION else told
        case Call(name, arguments):
            return f"{name}({', '.join(write(each) for each in arguments)})"
        case Filter(of, predicates):
            return _primary(of) + _narrowed(predicates)
        case Path(start, steps):
            return _path(start, steps)


def _primary(expression: Expression) -> str:
    told = write(expression)
    return told if isinstance(expression, Call | Text | Number) else f"({told})"


def _narrowed(predicates: tuple[Expression, ...]) -> str:
    return "".join(f"[{write(each)}]" for each in predicates)


def _path(start: Expression | Root | Here, steps: tuple[Step, ...]) -> str:
    told = "/".join(_step(step) for step in steps)
    if isinstance(start, Here):
        return told
    if isinstance(start, Root):
        return f"/{told}"
    lead = write(start) if isinstance(start, Filter) else _primary(start)
    return f"{lead}/{told}"


def _step(step: Step) -> str:
    if step.test == "node()" and step.axis in ("self", "parent"):
        told = "." if step.axis == "self" else ".."
    elif step.axis == "child":
        told = step.test
    elif step.axis == "attribute":
        told = f"@{step.test}"
    else:
        told = f"{step.axis}::{step.test}"
    return told + _narrowed(step.predicates)
