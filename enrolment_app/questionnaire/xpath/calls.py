"""Calls: the forms that decide what to evaluate, then the function library."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from enrolment_app.questionnaire.errors import BadExpression

from .code import (
    ANY,
    CONVERSIONS,
    NODE,
    NODES,
    NUMBER,
    TEXT,
    TRUTH,
    Code,
    as_nodes,
    as_text,
    as_truth,
    as_value,
)
from .context import Context
from .functions import FUNCTIONS, PLACE, Function
from .functions.strings import squeeze
from .indexed import compile_indexed
from .nodes import XNode
from .rosters import compile_total
from .tables import Table
from .tree import Call
from .values import Run, node_number

if TYPE_CHECKING:
    from .compiler import Compiler

Form = Callable[[Call, "Compiler"], Code]


def compile_call(call: Call, compiler: Compiler) -> Code:
    """Compile a call; what is unknown or miscounted fails only when it is reached."""
    form = FORMS.get((call.name, len(call.arguments)))
    if form is not None:
        return form(call, compiler)
    narrow = _NARROW.get((call.name, len(call.arguments)))
    if narrow is not None:
        code = narrow(call, compiler)
        if code is not None:
            return code
    function = FUNCTIONS.get(call.name)
    if function is None:
        known = any(name == call.name for name, _ in FORMS)
        what = "wrong number of arguments for" if known else "there is no function"
        return _failing(f"{what} {call.name}()")
    given = len(call.arguments)
    if given < function.fewest or (function.most is not None and given > function.most):
        return _failing(f"wrong number of arguments for {call.name}()")
    return _library(call, function, compiler)


def _failing(reason: str) -> Code:
    def fail(node: XNode, context: Context) -> object:
        raise BadExpression(reason)

    return Code(ANY, fail)


def _library(call: Call, function: Function, compiler: Compiler) -> Code:
    kinds = function.kinds
    runs = tuple(
        CONVERSIONS[kinds[min(place, len(kinds) - 1)]](compiler.compile(argument))
        for place, argument in enumerate(call.arguments)
    )
    work = function.call
    if function.context:
        return Code(function.gives, _told(work, runs))
    return Code(function.gives, _untold(work, runs))


def _told(work: Callable[..., object], runs: tuple[Run, ...]) -> Run:
    if len(runs) == 1:
        only = runs[0]
        return lambda node, context: work(context, only(node, context))
    return lambda node, context: work(context, *[run(node, context) for run in runs])


def _untold(work: Callable[..., object], runs: tuple[Run, ...]) -> Run:
    if len(runs) == 1:
        only = runs[0]
        return lambda node, context: work(only(node, context))
    if len(runs) == 2:  # noqa: PLR2004 - the most frequent counts have their closure
        one, two = runs
        return lambda node, context: work(one(node, context), two(node, context))
    return lambda node, context: work(*[run(node, context) for run in runs])


def _if(call: Call, compiler: Compiler) -> Code:
    test, then, other = (compiler.compile(each) for each in call.arguments)
    holds = as_truth(test)
    kind = then.kind
    if then.kind == other.kind:
        yes, no = then.run, other.run
    else:
        kind = NODES if {then.kind, other.kind} <= {NODE, NODES} else ANY
        yes, no = as_value(then), as_value(other)
    return Code(
        kind,
        lambda node, context: (yes if holds(node, context) else no)(node, context),
    )


def _coalesce(call: Call, compiler: Compiler) -> Code:
    first, second = (as_text(compiler.compile(each)) for each in call.arguments)
    return Code(
        TEXT, lambda node, context: first(node, context) or second(node, context)
    )


def _once(call: Call, compiler: Compiler) -> Code:
    fresh = as_text(compiler.compile(call.arguments[0]))
    return Code(TEXT, lambda node, context: node.string() or fresh(node, context))


def _not(call: Call, compiler: Compiler) -> Code:
    holds = as_truth(compiler.compile(call.arguments[0]))
    return Code(TRUTH, lambda node, context: not holds(node, context))


def _boolean(call: Call, compiler: Compiler) -> Code:
    return Code(TRUTH, as_truth(compiler.compile(call.arguments[0])))


def _string(call: Call, compiler: Compiler) -> Code:
    return Code(TEXT, as_text(compiler.compile(call.arguments[0])))


def _place(call: Call, compiler: Compiler) -> Code:
    nodes = as_nodes(compiler.compile(call.arguments[0]))
    return Code(NUMBER, lambda node, context: PLACE.call(nodes(node, context)))


def _name(call: Call, compiler: Compiler) -> Code:
    nodes = as_nodes(compiler.compile(call.arguments[0]))

    def name(node: XNode, context: Context) -> str:
        found = nodes(node, context)
        return found[0].name if found else ""

    return Code(TEXT, name)


def _instance(call: Call, compiler: Compiler) -> Code:
    name = as_text(compiler.compile(call.arguments[0]))

    def instance(node: XNode, context: Context) -> list[XNode]:
        wanted = name(node, context)
        top = context.form.instance(wanted)
        if top is None:
            raise BadExpression(f"there is no list {wanted}")
        return [top.complete() if isinstance(top, Table) else top]

    return Code(NODES, instance)


def _choice_name(call: Call, compiler: Compiler) -> Code:
    value, path = (as_text(compiler.compile(each)) for each in call.arguments)
    return Code(
        TEXT,
        lambda node, context: context.form.choice_name(
            value(node, context), path(node, context), node
        ),
    )


def _fixed(kind: str, run: Run) -> Form:
    """Make a form without arguments."""
    code = Code(kind, run)
    return lambda _call, _compiler: code


def _current(call: Call, compiler: Compiler) -> Code:
    del call, compiler
    return Code(NODE, lambda node, context: context.current)


# By name and number of arguments.
FORMS: dict[tuple[str, int], Form] = {
    ("boolean", 1): _boolean,
    ("coalesce", 2): _coalesce,
    ("current", 0): _current,
    ("false", 0): _fixed(TRUTH, lambda node, context: False),
    ("if", 3): _if,
    ("instance", 1): _instance,
    ("jr:choice-name", 2): _choice_name,
    ("last", 0): _fixed(NUMBER, lambda node, context: context.size),
    ("local-name", 0): _fixed(TEXT, lambda node, context: node.name),
    ("local-name", 1): _name,
    ("name", 0): _fixed(TEXT, lambda node, context: node.name),
    ("name", 1): _name,
    ("normalize-space", 0): _fixed(TEXT, lambda node, context: squeeze(node.string())),
    ("not", 1): _not,
    ("number", 0): _fixed(NUMBER, node_number),
    ("once", 1): _once,
    ("position", 0): _fixed(NUMBER, lambda node, context: context.position),
    ("position", 1): _place,
    ("string", 0): _fixed(TEXT, lambda node, context: node.string()),
    ("string", 1): _string,
    ("string-length", 0): _fixed(
        NUMBER, lambda node, context: float(len(node.string()))
    ),
    ("true", 0): _fixed(TRUTH, lambda node, context: True),
}
# The same for what goes a shorter way where the form says which.
_NARROW: dict[tuple[str, int], Callable[[Call, Compiler], Code | None]] = {
    ("count", 1): compile_total,
    ("indexed-repeat", 3): compile_indexed,
    ("sum", 1): compile_total,
}
KNOWN = frozenset({name for name, _ in FORMS} | FUNCTIONS.keys())
