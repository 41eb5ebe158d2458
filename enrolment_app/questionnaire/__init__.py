"""Questionnaires: XLSForm or XForm in, a live interview out. Pure, no Qt, no SQL."""

from .advising import advice
from .around import NOTHING_AROUND, Around
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
from .entities import Entity, datasets, entities
from .errors import BadExpression, Circular, NotAForm, QuestionnaireError
from .interview import Interview
from .nodes import Node
from .outcome import Outcome
from .questionnaire import Questionnaire
from .reasons import Reason
from .sections import Section

__all__ = [
    "ASK",
    "CONTROLS",
    "LATER",
    "NOTHING_AROUND",
    "TYPES",
    "Around",
    "BadExpression",
    "Choice",
    "Circular",
    "Converted",
    "Entity",
    "Group",
    "Interview",
    "Node",
    "NotAForm",
    "Outcome",
    "Part",
    "Question",
    "Questionnaire",
    "QuestionnaireError",
    "Reason",
    "Repeat",
    "Section",
    "Unsupported",
    "advice",
    "convert",
    "datasets",
    "entities",
    "walk",
]
