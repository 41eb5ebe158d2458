"""Expressions of forms: XPath 1.0 and ODK's functions, compiled to closures."""

from .code import Code, as_nodes, as_number, as_text, as_truth, as_value
from .compiler import Compiler, compile_expression, evaluate, evaluate_or
from .context import Context, Surroundings
from .nodes import XNode
from .parser import parse
from .profile import DEFAULT, Profile

__all__ = [
    "DEFAULT",
    "Code",
    "Compiler",
    "Context",
    "Profile",
    "Surroundings",
    "XNode",
    "as_nodes",
    "as_number",
    "as_text",
    "as_truth",
    "as_value",
    "compile_expression",
    "evaluate",
    "evaluate_or",
    "parse",
]
