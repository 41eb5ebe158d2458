"""`indraj geography`: the places that this laptop knows, in their versions."""

import click

from enrolment_app.cli.failures import Refused
from enrolment_app.cli.place import Place, placed
from enrolment_app.problems import Problem


@click.command()
@click.argument("code", default="")
@placed
def geography(place: Place, code: str) -> None:
    """Show the geography that came last; of CODE what every version said.

    Without CODE it shows this laptop's areas.
    """
    from enrolment_app.actions.geography import geography_of

    with place.work() as work:
        found = geography_of(work, code)
        today = work.store.places.geography()
    if isinstance(found, Problem):
        raise Refused([found])
    document = {
        "version": found.version,
        "places": found.places,
        "told": [
            {
                "code": told[-1].code,
                "name": today.name(told[-1].code),
                "name_ur": today.name(told[-1].code, urdu=True),
                "level": told[-1].level,
                "in": told[-1].parent,
                "until": told[-1].until,
                "becomes": list(told[-1].becomes),
                "versions": [{"version": p.version, "name": p.name} for p in told],
            }
            for told in found.told
        ],
    }
    lines = [
        f"{p[-1].code}  {today.label(p[-1].code)}  {p[-1].level}" for p in found.told
    ]
    place.say(document, f"Version {found.version}, {found.places} places.", *lines)
