"""Which store, whose passphrase, which form of output: the options of every verb."""

import functools
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from enrolment_app.actions.work import Machine, Work
from enrolment_app.cli.failures import Refused
from enrolment_app.problems import Problem
from enrolment_app.where import default_store

NO_KEY = 3


@dataclass(frozen=True)
class Place:
    """Where a verb works and how it speaks."""

    store_dir: Path
    passphrase_file: Path | None
    as_json: bool
    machine: Machine

    def passphrase(self, *, new: bool = False) -> str:
        """Give the passphrase: from a file, the surroundings, or asked for."""
        if self.passphrase_file is not None:
            return first_line(self.passphrase_file)
        if "INDRAJ_PASSPHRASE" in os.environ:
            return os.environ["INDRAJ_PASSPHRASE"]
        if not sys.stdin.isatty():
            raise Refused([Problem("cli.no_passphrase")], status=NO_KEY)
        asked: str = click.prompt(
            "Passphrase", hide_input=True, confirmation_prompt=new, err=True
        )
        return asked

    def new_passphrase(self, file: Path | None) -> str:
        """Give a passphrase that is to come: from a file, the surroundings, or asked.

        It is another than the one that opens the store now.
        """
        if file is not None:
            return first_line(file)
        if "INDRAJ_NEW_PASSPHRASE" in os.environ:
            return os.environ["INDRAJ_NEW_PASSPHRASE"]
        if not sys.stdin.isatty():
            raise Refused([Problem("cli.no_new_passphrase")], status=NO_KEY)
        asked: str = click.prompt(
            "New passphrase", hide_input=True, confirmation_prompt=True, err=True
        )
        return asked

    @contextmanager
    def work(self) -> Iterator[Work]:
        """Unlock the store, hand out the work, and close the store in every case."""
        from enrolment_app.actions.unlock import unlock

        work = unlock(self.store_dir, self.passphrase(), self.machine)
        try:
            yield work
        finally:
            work.store.close()

    def say(self, document: dict[str, Any], *lines: str) -> None:
        """Print one JSON document, or the lines for people."""
        if self.as_json:
            click.echo(json.dumps(document, ensure_ascii=False))
        else:
            click.echo("\n".join(lines))

    def say_each(self, documents: Iterable[dict[str, Any]], line: str) -> None:
        """Print a list: one JSON object a line, or `line` filled for each."""
        for document in documents:
            if self.as_json:
                click.echo(json.dumps(document, ensure_ascii=False))
            else:
                click.echo(line.format_map(document))


def first_line(file: Path) -> str:
    """Read a passphrase: the first line of a file, without its line end."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as failure:
        problem = Problem("cli.passphrase_file", values={"file": str(file)})
        raise Refused([problem]) from failure
    return lines[0] if lines else ""


def placed(verb: Callable[..., Any]) -> Callable[..., Any]:
    """Give a verb the options of all verbs and, first, the `Place` they make."""

    @click.option(
        "--store",
        "store_dir",
        type=click.Path(path_type=Path, file_okay=False),
        envvar="INDRAJ_STORE",
        help="Folder of the store. Also INDRAJ_STORE.",
    )
    @click.option(
        "--passphrase-file",
        type=click.Path(path_type=Path, dir_okay=False),
        help="File whose first line is the passphrase; or set INDRAJ_PASSPHRASE.",
    )
    @click.option("--json", "as_json", is_flag=True, help="Print JSON.")
    @click.pass_context
    @functools.wraps(verb)
    def with_place(
        context: click.Context,
        /,
        store_dir: Path | None,
        passphrase_file: Path | None,
        as_json: bool,  # noqa: FBT001 - click hands a flag over
        **rest: Any,
    ) -> Any:
        root = context.find_root()
        place = Place(
            store_dir or root.params.get("store_dir") or default_store(),
            passphrase_file,
            as_json,
            root.obj,
        )
        return verb(place, **rest)

    return with_place
