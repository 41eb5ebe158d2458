"""What every verb of the registry is handed: which registry, and how to answer."""

import functools
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from enrolment_app.actions.work import Machine
from enrolment_app.cli.failures import Refused
from enrolment_app.problems import Problem

if TYPE_CHECKING:
    from sync.registry.office import Office
    from sync.registry.storage import Books

Verb = Callable[..., Any]
NUMBER = click.IntRange(1, 2**31 - 1)
"""Of a laptop, or how many of something."""
NAME_CHARACTERS_MAX = 200


def placed(verb: Verb) -> Verb:
    """Give a verb the options of all registry verbs and, first, an opener."""

    @click.option(
        "--data",
        type=click.Path(path_type=Path, file_okay=False),
        required=True,
        help="Folder with the registry's key and, without --database, its database.",
    )
    @click.option("--database", default="", help="postgresql://... instead of SQLite.")
    @click.option("--json", "as_json", is_flag=True, help="Print JSON.")
    @click.pass_context
    @functools.wraps(verb)
    def with_data(
        context: click.Context,
        /,
        data: Path,
        database: str,
        as_json: bool,  # noqa: FBT001 - click hands a flag over
        **rest: Any,
    ) -> Any:
        if not all(map(is_text, rest.values())):
            raise click.UsageError("What was given holds bytes that are no text.")
        return verb(Desk(data, database, context.find_root().obj, as_json), **rest)

    return with_data


class Desk:
    """One call's place: which registry, by whose clock, in which form to answer."""

    def __init__(
        self, data: Path, database: str, machine: Machine, as_json: object
    ) -> None:
        self.data = data
        self.database = database
        self.machine = machine
        self.as_json = bool(as_json)

    def clock(self) -> int:
        """Give milliseconds since 1970."""
        return int(self.machine.clock().timestamp() * 1000)

    def open(self, *, put_back: bool = False) -> "Office":
        """Open the registry; raises `RegistryMissing` where there is none.

        And `RegistryRestored` where its database was put back and nobody said so, but
        for a verb that is about that: `put_back`.
        """
        from sync.registry.founding import must_be_newest, open_office

        chance = self.machine.random
        office = open_office(self.data, self.database, self.clock, chance)
        if not put_back:
            must_be_newest(office, self.data)
        return office

    @contextmanager
    def changing(self) -> Iterator["Books"]:
        """Read what there is and write back what it becomes, alone at that."""
        from sync.registry.holding import hold

        with self.open().storage.writing() as books:
            hold(books, None)
            yield books

    def say(self, document: dict[str, Any], line: str) -> None:
        """Print one JSON document, or the line for people."""
        if self.as_json:
            click.echo(json.dumps(document, ensure_ascii=False))
        else:
            click.echo(line.format_map(document))


@contextmanager
def writing(file: Path) -> Iterator[None]:
    """Refuse a file that was named where the disk does not write it."""
    try:
        yield
    except OSError as cause:
        values = {"file": str(file)}
        raise Refused([Problem("registry.file_unwritten", values=values)]) from cause


def a_name(_: click.Context, parameter: click.Parameter, text: str) -> str:
    """Take a name as lists show it and lines carry it; an option may be left out."""
    name = text.strip()
    if len(name) > NAME_CHARACTERS_MAX or (parameter.required and not name):
        raise click.BadParameter(f"1 to {NAME_CHARACTERS_MAX} characters")
    return name


def is_text(value: object) -> bool:
    """Tell words from bytes that are none: nobody could read or carry them."""
    if isinstance(value, tuple):
        return all(map(is_text, value))
    return not (
        isinstance(value, str) and any("\ud800" <= c <= "\udfff" for c in value)
    )
