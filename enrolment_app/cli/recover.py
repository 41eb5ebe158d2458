"""`indraj recover`: back into a store whose passphrase is lost."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from enrolment_app.cli.failures import Refused
from enrolment_app.cli.place import Place, first_line, placed
from enrolment_app.cli.user import new_passphrase_file
from enrolment_app.problems import Problem

if TYPE_CHECKING:
    from enrolment_app.actions.recover import Recovered


@click.group()
def recover() -> None:
    """Open a store whose passphrase is lost: code, key, make-key."""


@recover.command()
@click.option(
    "--code-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File whose first line is the code; or set INDRAJ_RECOVERY_CODE.",
)
@new_passphrase_file
@placed
def code(
    place: Place, code_file: Path | None, new_passphrase_file: Path | None
) -> None:
    """Use a one-time recovery code up, set a new passphrase, print the next code."""
    from enrolment_app.actions.recover import recover_with_code

    typed = _code(code_file)
    new = place.new_passphrase(new_passphrase_file)
    _tell(place, recover_with_code(place.store_dir, typed, new, place.machine))


@recover.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--person", required=True, help="Whose passphrase is to be set.")
@new_passphrase_file
@placed
def key(
    place: Place, file: Path, person: str, new_passphrase_file: Path | None
) -> None:
    """For administrators: open a store with the province's key in FILE.

    The passphrase that is asked for first is the key's own.
    """
    from enrolment_app.actions.recover import read_recovery_key, recover_with_key

    private = read_recovery_key(file, place.passphrase())
    if isinstance(private, Problem):
        raise Refused([private])
    new = place.new_passphrase(new_passphrase_file)
    done = recover_with_key(place.store_dir, private, person, new, place.machine)
    _tell(place, done)


@recover.command(name="make-key")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@placed
def make_key(place: Place, file: Path) -> None:
    """For administrators: make the province's key pair, the private half in FILE.

    The public half goes into provisioning files; FILE belongs into a safe.
    """
    from enrolment_app.actions.recover import make_recovery_key

    made = make_recovery_key(file, place.passphrase(new=True), place.machine)
    if isinstance(made, Problem):
        raise Refused([made])
    place.say(
        {"public": made.public, "name": made.name},
        f"Public recovery key: {made.public}",
        f"Its short name: {made.name}",
    )


def _code(file: Path | None) -> str:
    if file is not None:
        return first_line(file)
    if "INDRAJ_RECOVERY_CODE" in os.environ:
        return os.environ["INDRAJ_RECOVERY_CODE"]
    if not sys.stdin.isatty():
        raise Refused([Problem("cli.no_code")], status=3)
    asked: str = click.prompt("Recovery code", err=True)
    return asked


def _tell(place: Place, done: "Recovered | Problem") -> None:
    if isinstance(done, Problem):
        raise Refused([done])
    place.say(
        {"id": done.person.id, "name": done.person.name, "code": done.code},
        f"The passphrase is set: {done.person.name}",
        f"The next recovery code: {done.code}",
        "Write it on paper, and keep it elsewhere. The one before is used up.",
    )
