"""Changes and layouts for tests about households; everything in them is invented."""

from sync.change import Change, Context, Part, Why
from sync.layout import Field, Kind, Layout
from sync.values import record_id

LAYOUT = Layout(
    "ab" * 32,
    "small",
    "1",
    (
        Kind(
            "",
            (
                Field("place/village"),
                Field("place/lat", group="gps"),
                Field("place/lon", group="gps"),
                Field("roof"),
            ),
        ),
        Kind("people", (Field("name"), Field("age", "int"))),
        Kind("people/work/jobs", (Field("title"),)),
    ),
)
NONCE = b"visit-0001"
HOUSEHOLD = record_id(NONCE, 0)
GUL = record_id(NONCE, 1)
NUR = record_id(NONCE, 2)
JOB = record_id(NONCE, 3)


def change(  # noqa: PLR0913 - all that a change says
    writes, *, device=1, seen=(), time=1, why=Why.CAPTURED, nonce=NONCE
):
    """A change writing {record: {group: value}}, having seen the named changes."""
    extras = frozenset(one.name for one in seen)
    parts = tuple(
        Part(record, Context(0, extras), groups) for record, groups in writes.items()
    )
    return Change(nonce, parts, LAYOUT.id, "KP-1", f"p{device}", device, why, time)


def one(path, value):
    """A group of one field."""
    return {path: {path: value}}


def birth(record, kind, parent=""):
    built = {"@kind": {"@kind": kind}}
    if parent:
        built["@parent"] = {"@parent": parent}
    return built


def family(**extra):
    """The first change of a household with Gul, Nur and a job of Nur's."""
    return change(
        {
            HOUSEHOLD: birth(HOUSEHOLD, "")
            | one("@area", "KP-1")
            | one("@status", "unfinished")
            | one("place/village", "Demo Kalam")
            | one("roof", "tin"),
            GUL: birth(GUL, "people", HOUSEHOLD)
            | one("name", "Gul")
            | one("age", "40"),
            NUR: birth(NUR, "people", HOUSEHOLD) | one("name", "Nur"),
            JOB: birth(JOB, "people/work/jobs", NUR) | one("title", "tailor"),
        },
        **extra,
    )
