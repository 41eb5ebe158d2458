"""The one place where a "no" becomes a sentence and an exit status."""

from collections.abc import Iterable

import click

from enrolment_app.failures import noted
from enrolment_app.problems import Problem
from enrolment_app.sentences import sentence
from sync.errors import IndrajError, IntegrityError

OURS = 70  # nobody but us can mend it
# What an error's code begins with says which kind of "no" it is ...
STATUS = {"form": 1, "household": 1, "bundle": 1, "store": 3, "sync": 4, "registry": 4}
# ... but for these.
STATUS_OF = {
    "attachment.damaged": 5,
    "registry.person_ended": 1,
    "store.not_known": 1,
    "registry.log_spoilt": 5,
    "bundle.altered": 5,
    "bundle.cut_short": 5,
    "bundle.not_a_bundle": 5,
    "bundle.too_large": 5,
    "store.damaged": 5,
    "store.slots_damaged": 5,
    "store.wrong_key": 5,
}


class Refused(Exception):
    """A verb did nothing at all for these problems, each of which can be mended."""

    def __init__(self, problems: Iterable[Problem], status: int = 1) -> None:
        super().__init__()
        self.problems = tuple(problems)
        self.status = status


def tell(failure: Exception) -> int:
    """Say on standard error what happened and give the exit status for it."""
    if isinstance(failure, Refused):
        for problem in failure.problems:
            click.echo(words(problem), err=True)
        return failure.status
    if isinstance(failure, IndrajError):
        click.echo(sentence(failure.code, values_of(failure)), err=True)
        return status_of(failure)
    file = noted(failure)
    click.echo(sentence("cli.our_failure", {"file": str(file)}), err=True)
    return OURS


def status_of(failure: IndrajError) -> int:
    """Give the exit status for an error of the world."""
    if isinstance(failure, IntegrityError):
        return 5
    default = STATUS.get(failure.code.partition(".")[0], 1)
    return STATUS_OF.get(failure.code, default)


def words(problem: Problem) -> str:
    """Give the sentence for a problem, led by the place it is about."""
    said = sentence(problem.code, problem.values)
    return f"{problem.field}: {said}" if problem.field else said


def values_of(failure: IndrajError) -> dict[str, str]:
    """Give what an error carries, to fill the placeholders of its sentence."""
    return {name: str(value) for name, value in vars(failure).items()}
