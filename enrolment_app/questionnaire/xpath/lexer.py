"""Words of an expression, with XPath's rule for when `*` and `and` are operators."""

from __future__ import annotations

import re
from dataclasses import dataclass

from enrolment_app.questionnaire.errors import BadExpression

NUMBER, STRING, SYMBOL, OPERATOR, NAME, END = range(6)

_NAME = r"(?:[^\W\d]|_)[\w.\-·]*"
_TOKEN = re.compile(
    rf"""\s*(?:
      (?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?)
    | (?P<string>"[^"]*"|'[^']*')
    | (?P<symbol>::|\.\.|//|!=|<=|>=|[()\[\].@,/|+\-=<>*$])
    | (?P<name>{_NAME}(?::(?!:)(?:\*|{_NAME}))?)
    )""",
    re.VERBOSE,
)
_OPERATOR_SYMBOLS = frozenset({"+", "-", "=", "!=", "<", "<=", ">", ">=", "|"})
_OPERATOR_NAMES = frozenset({"and", "or", "div", "mod"})
_OPENING = frozenset({"@", "::", "(", "[", ",", "/", "//"})
# "1 and2" and "6div2" are written like that in the wild.
_GLUED = re.compile(r"(and|or|div|mod)(?=\d)")


@dataclass(slots=True)
class Token:
    """One word: what it is and what it says."""

    sort: int
    text: str
    at: int


def _after_operand(tokens: list[Token]) -> bool:
    """Whether something stands to the left that an operator can take."""
    if not tokens:
        return False
    last = tokens[-1]
    return last.sort != OPERATOR and not (last.sort == SYMBOL and last.text in _OPENING)


def lex(source: str) -> list[Token]:
    """Split `source` into tokens, the last one END; raises BadExpression."""
    tokens: list[Token] = []
    at = 0
    match_token = _TOKEN.match
    while True:
        match = match_token(source, at)
        if match is None:
            if source[at:].strip():
                raise BadExpression(f"not understood at {at + 1}", source)
            break
        start, at = match.start(match.lastindex or 0), match.end()
        word = match.group(match.lastindex or 0)
        if match.lastgroup == "number":
            tokens.append(Token(NUMBER, word, start))
        elif match.lastgroup == "string":
            tokens.append(Token(STRING, word[1:-1], start))
        elif match.lastgroup == "symbol":
            operator = word in _OPERATOR_SYMBOLS or (
                word == "*" and _after_operand(tokens)
            )
            tokens.append(Token(OPERATOR if operator else SYMBOL, word, start))
        else:
            at = _name(tokens, word, start, at)
    tokens.append(Token(END, "", len(source)))
    return tokens


def _name(tokens: list[Token], word: str, start: int, end: int) -> int:
    """Add a name or an operator that looks like one; gives where to go on."""
    if _after_operand(tokens):
        glued = _GLUED.match(word)
        if glued:
            tokens.append(Token(OPERATOR, glued.group(1), start))
            return start + glued.end()
        if word in _OPERATOR_NAMES:
            tokens.append(Token(OPERATOR, word, start))
            return end
    tokens.append(Token(NAME, word, start))
    return end
