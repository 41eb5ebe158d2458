"""XPath 1.0 as forms write it: a string in, a tree out."""

from __future__ import annotations

from functools import lru_cache

from enrolment_app.questionnaire.errors import BadExpression

from .lexer import END, NAME, NUMBER, OPERATOR, STRING, SYMBOL, Token, lex
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
    height,
)

AXES = frozenset(
    {
        "ancestor",
        "ancestor-or-self",
        "attribute",
        "child",
        "descendant",
        "descendant-or-self",
        "following",
        "following-sibling",
        "parent",
        "preceding",
        "preceding-sibling",
        "self",
    }
)
# Whoever compiles, analyses and evaluates goes down the tree by calling itself; forms
# with a hundred nested if() and sums of some hundred answers are there, deeper is odd.
NESTED_MOST = 120
HEIGHT_MOST = 700
_NODE_TESTS = frozenset({"node", "text", "comment", "processing-instruction"})
_EVERYTHING_INSIDE = Step("descendant-or-self", "node()")


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.tokens = lex(source)
        self.at = 0
        self.depth = 0

    def fail(self, token: Token) -> BadExpression:
        what = f'"{token.text}" is out of place' if token.text else "it is not complete"
        return BadExpression(f"{what} at {token.at + 1}", self.source)

    def peek(self) -> Token:
        return self.tokens[self.at]

    def take(self) -> Token:
        token = self.tokens[self.at]
        if token.sort != END:
            self.at += 1
        return token

    def next_is(self, symbol: str, ahead: int = 0) -> bool:
        place = self.at + ahead
        if place >= len(self.tokens):
            return False
        token = self.tokens[place]
        return token.sort == SYMBOL and token.text == symbol

    def expect(self, symbol: str) -> None:
        token = self.take()
        if token.sort != SYMBOL or token.text != symbol:
            raise self.fail(token)

    def whole(self) -> Expression:
        expression = self.binary(1)
        if self.peek().sort != END:
            raise self.fail(self.peek())
        if height(expression) > HEIGHT_MOST:
            raise BadExpression("too long or nested too deeply", self.source)
        return expression

    def binary(self, weakest: int) -> Expression:
        left = self.unary()
        while True:
            token = self.peek()
            binding = BINDING.get(token.text, 0) if token.sort == OPERATOR else 0
            if binding < weakest:
                return left
            self.at += 1
            left = Binary(token.text, left, self.binary(binding + 1))

    def unary(self) -> Expression:
        self.depth += 1
        if self.depth > NESTED_MOST:
            raise BadExpression("nested too deeply", self.source)
        found = self.operand()
        self.depth -= 1
        return found

    def operand(self) -> Expression:
        token = self.peek()
        if token.sort == OPERATOR and token.text == "-":
            self.at += 1
            return Negate(self.unary())
        left = self.path()
        while self.peek().sort == OPERATOR and self.peek().text == "|":
            self.at += 1
            left = Union(left, self.path())
        return left

    def path(self) -> Expression:
        token = self.peek()
        if self.starts_primary(token):
            primary = self.primary()
            predicates = self.predicates()
            if predicates:
                primary = Filter(primary, predicates)
            if self.next_is("/") or self.next_is("//"):
                return Path(primary, self.steps(leading=True))
            return primary
        if self.next_is("//"):
            return Path(Root(), self.steps(leading=True))
        if self.next_is("/"):
            self.at += 1
            return Path(Root(), self.steps() if self.starts_step() else ())
        return Path(Here(), self.steps())

    def starts_primary(self, token: Token) -> bool:
        if token.sort in (NUMBER, STRING):
            return True
        if token.sort == SYMBOL:
            return token.text in ("(", "$")
        called = token.sort == NAME and self.next_is("(", ahead=1)
        return called and token.text not in _NODE_TESTS

    def starts_step(self) -> bool:
        token = self.peek()
        return token.sort == NAME or (
            token.sort == SYMBOL and token.text in (".", "..", "@", "*")
        )

    def primary(self) -> Expression:
        token = self.take()
        if token.sort == NUMBER:
            return Number(float(token.text))
        if token.sort == STRING:
            return Text(token.text)
        if token.sort == NAME:
            return self.call(token.text)
        if token.text == "$":
            raise BadExpression("variables are not known to forms", self.source)
        inside = self.binary(1)
        self.expect(")")
        return inside

    def call(self, name: str) -> Call:
        self.expect("(")
        arguments = []
        if not self.next_is(")"):
            arguments.append(self.binary(1))
            while self.next_is(","):
                self.at += 1
                arguments.append(self.binary(1))
        self.expect(")")
        return Call(name, tuple(arguments))

    def steps(self, *, leading: bool = False) -> tuple[Step, ...]:
        found = []
        if leading and self.take().text == "//":
            found.append(_EVERYTHING_INSIDE)
        while True:
            found.append(self.step())
            if self.next_is("//"):
                found.append(_EVERYTHING_INSIDE)
            elif not self.next_is("/"):
                return tuple(found)
            self.at += 1

    def step(self) -> Step:
        token = self.take()
        if token.sort == SYMBOL and token.text in (".", ".."):
            axis = "self" if token.text == "." else "parent"
            return Step(axis, "node()", self.predicates())
        axis = "child"
        if token.sort == SYMBOL and token.text == "@":
            axis, token = "attribute", self.take()
        elif token.sort == NAME and self.next_is("::"):
            if token.text not in AXES:
                raise self.fail(token)
            axis = token.text
            self.at += 1
            token = self.take()
        return Step(axis, self.test(token), self.predicates())

    def test(self, token: Token) -> str:
        if token.sort in (SYMBOL, OPERATOR) and token.text == "*":
            return "*"
        if token.sort != NAME:
            raise self.fail(token)
        if token.text in _NODE_TESTS and self.next_is("("):
            self.at += 1
            if self.peek().sort == STRING:
                self.at += 1
            self.expect(")")
            return f"{token.text}()"
        # Prefixes are the form's private matter: meta and orx:meta are one place.
        return token.text if token.text.endswith(":*") else token.text.split(":")[-1]

    def predicates(self) -> tuple[Expression, ...]:
        found = []
        while self.next_is("["):
            self.at += 1
            found.append(self.binary(1))
            self.expect("]")
        return tuple(found)


@lru_cache(maxsize=4096)
def parse(source: str) -> Expression:
    """Read an expression; raises BadExpression naming the place that is wrong."""
    return _Parser(source).whole()
