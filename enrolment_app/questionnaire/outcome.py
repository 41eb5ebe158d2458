"""What came of an answer, as screens and visits are told it."""

from __future__ import annotations

from dataclasses import dataclass

from enrolment_app.problems import Problem

from .nodes import Node


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an answer.

    `problem` is the reason why nothing was done, or what is wrong with the value that
    was stored (`refused` tells them apart). `changed` are all nodes that say something
    else now, `born` and `gone` the rows that the form itself made or took away.
    """

    problem: Problem | None = None
    refused: bool = False
    changed: tuple[Node, ...] = ()
    born: tuple[Node, ...] = ()
    gone: tuple[Node, ...] = ()


def refused(code: str, address: str, value: str = "") -> Outcome:
    """Give the outcome of an answer that was not taken."""
    values = {"value": value} if value else {}
    return Outcome(Problem(code, address, values), refused=True)
