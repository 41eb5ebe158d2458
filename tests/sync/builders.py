"""One builder per thing, and the hypothesis strategies made of them."""

import hashlib
from collections.abc import Mapping

from hypothesis import strategies as st

from sync.change import NOTHING_SEEN, Change, Context, Part, Why
from sync.layout import FIELD_TYPES, Field, Kind, Layout
from sync.seal import SigningKey
from sync.values import GroupValue, Special, record_id

AREA = "PK-KP-0412"
KEY = SigningKey(hashlib.sha256(b"a test device").digest())
CHOICES = ("mud", "brick", "stone", "timber")


def nonce(seed: int) -> bytes:
    return hashlib.sha256(b"visit %d" % seed).digest()[:10]


HOUSEHOLD = record_id(nonce(0), 0)


def a_layout(seed: str = "one", extra: tuple[Field, ...] = ()) -> Layout:
    household = (
        *(
            Field(f"q/{of}", of, CHOICES if of in ("code", "codes") else ())
            for of in FIELD_TYPES
        ),
        Field("place/lat", "decimal", group="place"),
        Field("place/lon", "decimal", group="place"),
        *extra,
    )
    members = (
        Field("name_latin", group="name"),
        Field("name_urdu", group="name"),
        Field("born", "date"),
        Field("cnic", "digits"),
        Field("sex", "code", ("female", "male", "other")),
    )
    return Layout(
        hashlib.sha256(seed.encode()).hexdigest(),
        "kp-household",
        "1",
        (Kind("", household), Kind("members", members)),
    )


def a_change(  # noqa: PLR0913 (a builder)
    writes: Mapping[str, GroupValue],
    *,
    record: str = HOUSEHOLD,
    context: Context = NOTHING_SEEN,
    visit: int = 1,
    device: int = 1,
    why: Why = Why.CAPTURED,
    time: int = 0,
    layout: Layout | None = None,
) -> Change:
    return Change(
        visit=nonce(visit),
        parts=(Part(record, context, writes),),
        layout=(layout or a_layout()).id,
        area=AREA,
        person="asha",
        device=device,
        why=why,
        time=time,
    )


def one(field: str, atom: object) -> dict[str, GroupValue]:
    """Return the writes of one answer to a group of one."""
    return {field: {field: atom}}  # type: ignore[dict-item]


TEXTS = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=12),
    st.integers(-(10**12), 10**12).map(str),
    st.dates().map(str),
    st.datetimes().map(lambda at: at.isoformat(timespec="milliseconds") + "+05:00"),
    st.times().map(lambda at: at.isoformat(timespec="milliseconds")),
    st.decimals(-1000, 1000, places=6).map(str),
    st.sampled_from(
        (*CHOICES, "mud brick", "brick mud", "mud mud", "", "0", "-0", "007")
    ),
    st.sampled_from(("17301-1234567-1", "03001234567", "+92 300 1234567", "12:30")),
    st.sampled_from(("34.015137 71.524915 331.2 4.5", "34 71 0 0", "refused", "1e5")),
)
ATOMS = st.one_of(st.none(), st.sampled_from(Special), TEXTS)
NAMES = st.binary(min_size=16, max_size=16)
RECORDS = st.builds(
    record_id, st.integers(0, 3).map(nonce), st.one_of(st.integers(0, 9), st.just(999))
)
CONTEXTS = st.builds(
    Context,
    st.integers(0, 40),
    st.frozensets(NAMES, max_size=3),
    st.sampled_from(("", "e1", "e2")),
)


@st.composite
def writes_of(draw: st.DrawFn, layout: Layout) -> dict[str, GroupValue]:
    kind = draw(st.sampled_from(layout.kinds))
    groups = draw(st.lists(st.sampled_from(list(kind.groups)), unique=True))
    found: dict[str, GroupValue] = {}
    for group in groups:
        paths = [field.path for field in kind.groups[group]]
        chosen = draw(st.lists(st.sampled_from(paths), unique=True))
        found[group] = {path: draw(ATOMS) for path in chosen}
    if draw(st.booleans()):
        found |= one("@kind", kind.name) | one("@parent", draw(RECORDS))
        found |= one("@status", draw(st.sampled_from(("here", "odd", None))))
        found |= one("@order", draw(TEXTS)) | one(
            "@area", draw(st.sampled_from((AREA, "x")))
        )
    if draw(st.integers(0, 4)) == 0:
        found |= draw(
            st.dictionaries(
                TEXTS, st.dictionaries(TEXTS, ATOMS, max_size=2), max_size=2
            )
        )
    return found


@st.composite
def changes_of(draw: st.DrawFn, layouts: tuple[Layout, ...]) -> tuple[Change, ...]:
    changes: list[Change] = []
    for _ in range(draw(st.integers(1, 5))):
        layout = draw(st.sampled_from(layouts))
        records = draw(st.lists(RECORDS, unique=True, max_size=4))
        earlier = st.sampled_from([c.name for c in changes] or [b"n" * 16])
        parts = []
        for record in records:
            context = draw(CONTEXTS)
            extras = context.extras | draw(st.frozensets(earlier, max_size=2))
            context = Context(context.seen, extras, context.epoch)
            parts.append(Part(record, context, draw(writes_of(layout))))
        changes.append(
            Change(
                visit=nonce(draw(st.integers(0, 3))),
                parts=tuple(parts),
                layout=layout.id,
                area=AREA,
                person=draw(st.sampled_from(("asha", "bilal", "گل"))),
                device=7,
                why=draw(st.sampled_from(Why)),
                time=draw(st.integers(0, 1 << 60)),
                note=draw(st.sampled_from(("", "after Asr", "بعد میں"))),
            )
        )
    return tuple(changes)
