"""Questionnaires: XLSForm or XForm in, a live interview out. Pure, no Qt, no SQL."""

from .convert import Converted, convert
from .definition import (
    ASK,
    CONTROLS,
    LATER,
    TYPES,
    Choice,
    Group,
    Part,
    Question,
    Repeat,
    Unsupported,
    walk,
)
from .errors import BadExpression, Circular, NotAForm, QuestionnaireError
from .interview import Interview, Outcome, Section
from .nodes import Node
from .questionnaire import Questionnaire

__all__ = [
    "ASK",
    "CONTROLS",
    "LATER",
    "TYPES",
    "BadExpression",
    "Choice",
    "Circular",
    "Converted",
    "Group",
    "Interview",
    "Node",
    "NotAForm",
    "Outcome",
    "Part",
    "Question",
    "Questionnaire",
    "QuestionnaireError",
    "Repeat",
    "Section",
    "Unsupported",
    "convert",
    "walk",
]
