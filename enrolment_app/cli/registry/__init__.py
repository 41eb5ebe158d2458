"""`indraj registry`: the central side; needs the `registry` extra's libraries.

A group of verbs is a file here, imported only when one of them is called.
"""

from importlib.util import find_spec
from typing import ClassVar

import click

from enrolment_app.cli.lazy import Verbs
from sync.errors import RegistryError

EXTRA = ("fastapi", "joserfc", "sqlalchemy", "uvicorn")
HERE = "enrolment_app.cli.registry"
# Every verb of `indraj registry`: its name, where it lives, and what it does.
VERBS = (
    ("init", f"{HERE}.life:init", "Make a registry, once."),
    ("serve", f"{HERE}.life:serve", "Serve until SIGTERM."),
    ("backup", f"{HERE}.life:backup", "All of it into one file, while it serves."),
    ("restore", f"{HERE}.life:restore", "A registry from a backup."),
    ("durable", f"{HERE}.durable:durable", "What a verified copy elsewhere holds."),
    ("restored", f"{HERE}.life:restored", "Say that its database came from elsewhere."),
    ("upgrade", f"{HERE}.life:upgrade", "Raise the database to this version."),
    ("key", f"{HERE}.key:key", "The key it signs with: take another, list."),
    ("form", f"{HERE}.form:form", "Publish questionnaires."),
    ("device", f"{HERE}.device:device", "Add laptops, list them, revoke one."),
    ("bundle", f"{HERE}.bundle:bundle", "Answer bundles brought by hand."),
    ("rules", f"{HERE}.rules:rules", "What laptops from now on are told."),
    ("area", f"{HERE}.area:area", "The geography: add, import, close, publish ..."),
    ("person", f"{HERE}.person:person", "The people: add, list, end."),
    ("index", f"{HERE}.index:index", "Which identity numbers the province holds."),
    ("recovery", f"{HERE}.recovery:recovery", "Codes for who cannot get in."),
    ("update", f"{HERE}.update:update", "Which packages of the program there are."),
    ("assign", f"{HERE}.telling:assign", "Whose a household or an area is."),
    ("message", f"{HERE}.telling:message", "A message to laptops."),
    ("erase", f"{HERE}.erasure:erase", "Erase a household or a person by law."),
    ("erasures", f"{HERE}.erasure:erasures", "What was erased, and why."),
    ("scrub", f"{HERE}.erasure:scrub", "Erased rows out of the database's files."),
    (
        "attachments",
        f"{HERE}.attachments:attachments",
        "Photos and files: awaited, stored, erased.",
    ),
    (
        "quarantine",
        f"{HERE}.quarantine:quarantine",
        "What is held, and what becomes of it.",
    ),
)


class RegistryExtraMissing(RegistryError):
    """The libraries of the central side are not installed on this computer."""

    code: ClassVar[str] = "registry.extra_missing"


@click.group(
    cls=Verbs,
    verbs=[(name, place) for name, place, _ in VERBS],
    short={name: short for name, _, short in VERBS},
)
def registry() -> None:
    """Run the central side: keep what laptops hand over, and serve it to them."""
    if any(find_spec(library) is None for library in EXTRA):
        raise RegistryExtraMissing
