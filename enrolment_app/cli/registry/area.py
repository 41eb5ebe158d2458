"""`indraj registry area`: the geography."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from enrolment_app.cli.failures import Refused
from enrolment_app.cli.publishing import gazetteer_in
from enrolment_app.cli.registry.desk import Desk, placed
from enrolment_app.problems import Problem

if TYPE_CHECKING:
    from sync.geography import Place
    from sync.registry.storage import Books

urdu = click.option("--urdu", "name_ur", default=None, help="The name in Urdu.")


@click.group()
def area() -> None:
    """Keep the geography: add, import, list, rename, close, publish, partitions.

    Laptops hear of what was changed when it is published, as one version.
    """


@area.command()
@click.argument("code")
@click.argument("name")
@click.option("--in", "parent", default="", help="The code of the area it lies in.")
@urdu
@click.option("--level", default="", help="Village, council, tehsil ...")
@click.option("--since", default="", metavar="DAY", help="From when on it is there.")
@placed
def add(desk: Desk, code: str, name: str, parent: str, **more: Any) -> None:
    """Add an area; one that is there already stays as it is."""
    from sync.geography import Place

    said: dict[str, Any] = {key: value or "" for key, value in more.items()}
    place = Place(code, name, parent=parent, **said)
    with desk.changing() as books:
        if parent and books.areas.get(parent) is None:
            raise Refused((unknown(parent),))
        if books.areas.get(code) is None:
            put(books, [place])
    desk.say({"area": code, "name": name}, "{area} {name}")


@area.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--change", is_flag=True, help="Change those that are there as well.")
@placed
def import_areas(desk: Desk, file: Path, change: object) -> None:
    """Add the areas of a CSV.

    Columns: code, name_en, parent; level, name_ur, valid_from, valid_to, becomes (codes
    with spaces between). With --change, what has no column stays as it is.
    """
    read = gazetteer_in(file)
    told = read.fields if change else ()
    with desk.changing() as books:
        before = {place.code: place for place in books.geography.draft()}
        wanted = [over(before.get(each.code), each, told) for each in read.places]
        changed = [one for one in wanted if one != before.get(one.code)]
        put(books, changed)
    added = sum(one.code not in before for one in changed)
    document = {"added": added}
    if change:
        document["changed"] = len(changed) - added
    desk.say(document, "Added {added} areas.")


def over(before: "Place | None", place: "Place", told: Iterable[str]) -> "Place":
    """Give what a file says of a place, of one that is there by these fields alone."""
    if before is None:
        return place
    return replace(before, **{name: getattr(place, name) for name in told})


def put(books: "Books", places: "list[Place]") -> None:
    """Let the next version of the geography say this; refuse what is no place."""
    refuse_odd(places, books.geography.draft())
    books.geography.put(places)


def refuse_odd(places: "Sequence[Place]", draft: "Sequence[Place]" = ()) -> None:
    """Refuse what is no place, or would lie in itself, with those that are there."""
    from sync.geography import Geography, fault_of

    odd = [(place.code, field) for place in places if (field := fault_of(place))]
    if not odd:
        # The later word of a place counts.
        tree = Geography.of((*draft, *places))
        odd = [(one.code, "parent") for one in places if tree.circles(one.code)]
    if odd:
        raise Refused(tuple(odd_place(*one) for one in odd[:10]))


def draft_of(books: "Books", code: str) -> "Place":
    """Give a place as the next version will tell it; refuse an unknown code."""
    found = next((one for one in books.geography.draft() if one.code == code), None)
    if found is None:
        raise Refused((unknown(code),))
    return found


@area.command("list")
@click.argument("code", default="")
@placed
def list_areas(desk: Desk, code: str) -> None:
    """List all areas, or one with those right below it, and how long their logs are."""
    with desk.open().storage.reading() as books:
        said = {place.code: place for place in books.geography.draft()}
        for one in books.areas.all():
            if one.code and code in ("", one.code, one.parent):
                place = said[one.code]
                document = {
                    "area": one.code,
                    "name": one.name,
                    "name_ur": place.name_ur,
                    "level": place.level,
                    "in": one.parent,
                    "until": place.until,
                    "becomes": list(place.becomes),
                    "entries": one.counter,
                }
                desk.say(document, "{area}  {name}  {entries} entries")


@area.command()
@click.argument("code")
@click.argument("name")
@urdu
@placed
def rename(desk: Desk, code: str, name: str, name_ur: str | None) -> None:
    """Give an area another name; its code and everything in it stay."""
    with desk.changing() as books:
        place = draft_of(books, code)
        name_ur = place.name_ur if name_ur is None else name_ur
        put(books, [replace(place, name=name, name_ur=name_ur)])
    desk.say({"area": code, "name": name}, "{area} {name}")


@area.command()
@click.argument("code")
@click.option(
    "--into",
    "becomes",
    multiple=True,
    metavar="CODE",
    help="What takes its place; of a split one each part. May be repeated.",
)
@click.option("--until", default="", metavar="DAY", help="Today where left out.")
@placed
def close(desk: Desk, code: str, becomes: tuple[str, ...], until: str) -> None:
    """Say that an area is a place no more: joined, split, left or made by mistake.

    What was registered there stays as it is, and is shown by what it became.
    """
    day = until or desk.machine.clock().date().isoformat()
    with desk.changing() as books:
        place = draft_of(books, code)
        strange = [one for one in becomes if books.areas.get(one) is None]
        if strange:
            raise Refused(tuple(map(unknown, strange)))
        parts = tuple(sorted(set(becomes)))
        put(books, [replace(place, until=day, becomes=parts)])
    document = {"area": code, "until": day, "becomes": list(parts)}
    desk.say(document, "{area} is closed.")


@area.command()
@placed
def publish(desk: Desk) -> None:
    """Make what was changed the next version of the geography, and tell laptops.

    Each laptop hears what concerns its areas, once, and then only what changes.
    """
    from sync.registry.geography import Published
    from sync.registry.geography import publish as make_version

    done = make_version(desk.open())
    if not isinstance(done, Published):
        raise Refused(tuple(odd_place(one.code, one.field) for one in done[:10]))
    document = {
        "version": done.version,
        "places": done.places,
        "areas": list(done.areas),
        "told": len(done.areas),
    }
    line = "Version {version}: {places} places changed, {told} areas hear of it."
    desk.say(document, line)


@area.command()
@click.argument("codes", nargs=-1, required=True)
@placed
def partitions(desk: Desk, codes: tuple[str, ...]) -> None:
    """Print the SQL that splits the large tables by the districts CODES.

    For PostgreSQL, and run by its administrator while no registry serves; a backup
    comes first. What lies in a district goes with it where codes nest.
    """
    from sync.registry.storage.partitions import is_plain, statements

    with desk.open().storage.reading() as books:
        missing = [code for code in codes if books.areas.get(code) is None]
    if missing:
        raise Refused(tuple(map(unknown, missing)))
    if odd := [code for code in codes if not is_plain(code)]:
        raise Refused([Problem("registry.no_partition", values={"area": odd[0]})])
    for statement in statements(codes):
        desk.say({"sql": statement}, "{sql};")


def unknown(code: str) -> Problem:
    """Say that there is no such area."""
    return Problem("registry.no_such_area", values={"area": code})


def odd_place(code: str, field: str) -> Problem:
    """Say which field of a place is not as it must be."""
    return Problem("registry.place_odd", values={"area": code, "field": field})
