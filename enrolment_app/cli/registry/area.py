"""`indraj registry area`: the geography."""

from pathlib import Path

import click

from enrolment_app.cli.failures import Refused
from enrolment_app.cli.publishing import places_in
from enrolment_app.cli.registry.desk import Desk, placed
from enrolment_app.problems import Problem


@click.group()
def area() -> None:
    """Keep the geography: add, import, list, rename, partitions."""


@area.command()
@click.argument("code")
@click.argument("name")
@click.option("--in", "parent", default=None, help="The code of the area it lies in.")
@placed
def add(desk: Desk, code: str, name: str, parent: str | None) -> None:
    """Add an area; one that is there already stays as it is."""
    office = desk.open()
    with office.storage.writing() as books:
        if parent is not None and books.areas.get(parent) is None:
            raise Refused((unknown(parent),))
        books.areas.add([(code, name, parent)])
    desk.say({"area": code, "name": name}, "{area} {name}")


@area.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@placed
def import_areas(desk: Desk, file: Path) -> None:
    """Add the areas of a CSV with code, name_en and parent."""
    places = tuple(places_in(file))
    with desk.open().storage.writing() as books:
        before = len(books.areas.all())
        books.areas.add(places)
        added = len(books.areas.all()) - before
    desk.say({"added": added}, "Added {added} areas.")


@area.command("list")
@click.argument("code", default="")
@placed
def list_areas(desk: Desk, code: str) -> None:
    """List all areas, or one with those right below it, and how long their logs are."""
    with desk.open().storage.reading() as books:
        for one in books.areas.all():
            if one.code and code in ("", one.code, one.parent):
                document = {
                    "area": one.code,
                    "name": one.name,
                    "in": one.parent,
                    "entries": one.counter,
                }
                desk.say(document, "{area}  {name}  {entries} entries")


@area.command()
@click.argument("code")
@click.argument("name")
@placed
def rename(desk: Desk, code: str, name: str) -> None:
    """Give an area another name; its code and everything in it stay."""
    with desk.open().storage.writing() as books:
        if books.areas.get(code) is None:
            raise Refused((unknown(code),))
        books.areas.rename(code, name)
    desk.say({"area": code, "name": name}, "{area} {name}")


@area.command()
@click.argument("codes", nargs=-1, required=True)
@placed
def partitions(desk: Desk, codes: tuple[str, ...]) -> None:
    """Print the SQL that splits the large tables by the districts CODES.

    For PostgreSQL, and run by its administrator while no registry serves; a backup
    comes first. What lies in a district goes with it where codes nest.
    """
    from sync.registry.storage.partitions import statements

    with desk.open().storage.reading() as books:
        missing = [code for code in codes if books.areas.get(code) is None]
    if missing:
        raise Refused(tuple(map(unknown, missing)))
    for statement in statements(codes):
        desk.say({"sql": statement}, "{sql};")


def unknown(code: str) -> Problem:
    """Say that there is no such area."""
    return Problem("registry.no_such_area", values={"area": code})
