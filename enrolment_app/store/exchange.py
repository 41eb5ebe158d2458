"""This laptop's side of an exchange: what `sync.session.Local` asks of a store."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial

from enrolment_app.store.arrivals import Arrivals
from enrolment_app.store.connection import Connection
from enrolment_app.store.cutting import Cutting
from enrolment_app.store.device import Device
from enrolment_app.store.erasing import Erasing
from enrolment_app.store.facts import REGISTRY_TIME, Facts
from enrolment_app.store.forms import Forms
from enrolment_app.store.offering import Offering
from enrolment_app.store.office_codes import OfficeCodes
from enrolment_app.store.projections import Projections
from enrolment_app.store.receipts import Receipts
from enrolment_app.store.rows import InstalledForm
from enrolment_app.store.sweeping import SET_BACK
from enrolment_app.store.trust import Trust
from sync.collecting import uncollected
from sync.layout import Layout
from sync.session import (
    BEGINNING,
    EVERYBODY,
    AreaKnown,
    Delivery,
    ErasureEntry,
    FormBody,
    Refusal,
    RotatedEntry,
)

EPOCH = "epoch"


class Exchange:
    """Implements `sync.session.Local`; each call is durable when it returns."""

    def __init__(  # noqa: PLR0913 - it is where all of them meet
        self,
        connection: Connection,
        facts: Facts,
        device: Device,
        forms: Forms,
        projections: Projections,
        arrivals: Arrivals,
        cutting: Cutting,
        erasing: Erasing,
        trust: Trust,
        codes: OfficeCodes,
    ) -> None:
        self._connection = connection
        self._facts = facts
        self._device = device
        self._forms = forms
        self._projections = projections
        self._arrivals = arrivals
        self._cutting = cutting
        self._erasing = erasing
        self._trust = trust
        self._codes = codes
        self._offering = Offering(connection, device, erasing, codes)
        self._receipts = Receipts(connection, projections)

    @property
    def device(self) -> int:
        """The number that the registry gave this laptop."""
        return self._device.number

    def epoch(self) -> str:
        """The registry's epoch as last told; empty before the first answer."""
        return str(self._facts.get(EPOCH, ""))

    def registry_time_ms(self) -> int:
        """The registry's clock at the last answer, 0 before there was one."""
        return int(self._facts.get(REGISTRY_TIME, 0))

    def areas(self) -> Mapping[str, AreaKnown]:
        """Every area this laptop reads or writes, and how far each is known."""
        rows = self._connection.read(
            "SELECT a.area, a.cursor, a.link, coalesce(r.number, 0),"
            " coalesce(r.head, x''), coalesce(r.durable, 0)"
            " FROM areas a LEFT JOIN receipts r"
            " ON r.area = a.area AND r.device = ?",
            (self.device,),
        )
        known = {area: AreaKnown(*rest) for area, *rest in rows}
        return {EVERYBODY: AreaKnown()} | known

    def admit_areas(self, areas: tuple[str, ...]) -> None:
        """Read these areas from now on, from their beginning."""
        self._connection.write_many(
            "INSERT OR IGNORE INTO areas (area) VALUES (?)",
            ((area,) for area in (EVERYBODY, *areas)),
        )

    def outgoing(self, area: str, after: int, bytes_max: int) -> bytes | None:
        """The own segment of `area` that begins at `after + 1`; None: no more."""
        return self._cutting.outgoing(area, after, bytes_max)

    def waiting(self) -> int:
        """Own sealed changes without a receipt of the present epoch."""
        return int(
            self._connection.value(
                "SELECT count(*) FROM changes c LEFT JOIN receipts r"
                " ON r.device = c.device AND r.area = c.area"
                " WHERE c.own = 1 AND c.number > coalesce(r.number, 0)"
            )
        )

    def segment_head(self, area: str, number: int) -> bytes | None:
        """The hash of the own segment that ends at `number`; None where none does."""
        return self._cutting.head_at(area, number)

    def link_at(self, area: str, counter: int) -> bytes | None:
        """The chained hash after entry `counter`; empty at 0, None if not known."""
        if counter == 0:
            return BEGINNING
        link: bytes | None = self._connection.value(
            "SELECT link FROM entries WHERE area = ? AND counter = ?", (area, counter)
        )
        return link

    def rewind(self, area: str, counter: int) -> None:
        """Take back all that was folded after entry `counter`: places, cursor, link."""
        link = self.link_at(area, counter)
        assert link is not None, "rewound to an entry that is not here"
        with self._connection.transaction():
            touched = self._arrivals.rewind(area, counter, link)
            self._projections.project_touched(touched)
            self._projections.rename()

    def relays(self, area: str) -> tuple[bytes, ...]:
        """What goes up beside own segments: orders, another key, others' segments."""
        return self._offering.relays(area, self.waiting())

    def own_rotations(self) -> tuple[bytes, ...]:
        """Give how this laptop came to its key: a restored registry may not know."""
        return self._offering.own_rotations()

    def note_refused(self, area: str, refused: tuple[Refusal, ...]) -> None:
        """Remember what was not taken of what is relayed."""
        with self._connection.transaction():
            self._offering.refusals.note(area, refused)

    def begin_epoch(self, epoch: str) -> None:
        """The registry was restored: receipts of other epochs no longer count."""
        with self._connection.transaction():
            self._facts.set(EPOCH, epoch)
            self._offering.refusals.forget()
            self._codes.offer_again()
            self._connection.write(
                "UPDATE receipts SET number = 0, head = x'', state = '', durable = 0"
            )
            # What is no longer here stays where it went; the rest is offered again.
            self._connection.write(
                "UPDATE attachments SET held = '',"
                " settled_ms = CASE here WHEN 0 THEN settled_ms END"
            )
            self._receipts.refresh_custody("number > 0")

    def device_keys(self, device: int) -> tuple[bytes, ...]:
        """The public keys (32 bytes) that logs told of a device, the oldest first."""
        sql = "SELECT key FROM device_keys WHERE device = ? ORDER BY number"
        return tuple(key for (key,) in self._connection.read(sql, (device,)))

    def device_name(self, device: int) -> str:
        """The name of a device whose entry or bundle came, "" where it is unknown."""
        if device == self._device.number:
            return self._device.name
        sql = (
            "SELECT name FROM devices WHERE device = ? UNION ALL"
            " SELECT name FROM laptops WHERE device = ? LIMIT 1"
        )
        return self._connection.value(sql, (device, device)) or ""

    def known_layouts(self) -> Mapping[str, Layout]:
        """The layouts of the questionnaires that are here, by their ids."""
        return self._forms.layouts()

    def forms_lacking(self) -> tuple[str, ...]:
        """Hashes of published questionnaires whose body is not here."""
        rows = self._connection.read(
            "SELECT hash FROM published WHERE hash NOT IN (SELECT hash FROM forms)"
            " ORDER BY hash"
        )
        return tuple(name for (name,) in rows)

    def successions(self) -> tuple[bytes, ...]:
        """The successions of the registry's keys that are known, the first first."""
        return self._trust.successions()

    def succeed(self, chain: tuple[bytes, ...]) -> None:
        """Follow the registry to another key: kept before it is believed."""
        self._trust.succeed(chain)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Keep all that is written inside, durably at the end, or none of it."""
        try:
            with uncollected(), self._connection.transaction():
                yield
        except BaseException:
            self._arrivals.forget()
            self._forms.forget()
            self._erasing.forget()
            self._projections.places.forget()
            raise

    def keep(self, delivery: Delivery) -> None:
        """Keep all of a delivery in one transaction, or none of it."""
        with self.together():
            self._keep(delivery)
            for each in self._what_follows(delivery):
                self._connection.afterwards(each)

    def _what_follows(self, delivery: Delivery) -> Iterator[Callable[[], None]]:
        if delivery.slips:
            yield self._codes.settle
        came = [entry for arrived in delivery.arrived for entry in arrived.entries]
        for entry in came:
            if isinstance(entry, RotatedEntry):
                yield partial(self._device.heard, entry.rotation)
        if any(isinstance(entry, ErasureEntry) for entry in came):
            # What was overwritten lies on in the log of the database until then.
            yield self._connection.checkpoint

    def _note_time(self, delivery: Delivery) -> None:
        """Note the registry's clock, also when one that was ahead was set right."""
        now_ms = delivery.registry_time
        if not (delivery.fresh and now_ms < self.registry_time_ms()):
            self._facts.raise_to(REGISTRY_TIME, now_ms)
            return
        self._facts.set(REGISTRY_TIME, now_ms)
        self._connection.write(SET_BACK, (now_ms,))
        self._codes.set_back(now_ms)

    def _keep(self, delivery: Delivery) -> None:
        self._facts.set(EPOCH, delivery.epoch)
        self._note_time(delivery)
        self.admit_areas(delivery.areas)
        for form in delivery.forms:
            self._forms.install(_installed(form))
        for arrived in delivery.arrived:
            self._arrivals.keep(arrived)
        for touched, newcomers in self._arrivals.fold():
            self._projections.project_touched(touched, newcomers)
        self._projections.rename()
        for receipted in delivery.receipts:
            self._receipts.keep(receipted)
        self._codes.taken(delivery.slips)

    def take_places(self, entries: Iterable[bytes]) -> None:
        """Keep what a provisioning file tells of the geography, or nothing of it."""
        with self.together():
            for entry in entries:
                self._projections.places.take_bytes(entry)
            self._projections.rename()

    def hand_over(self, area: str, number: int) -> None:
        """Note that a hub or a bundle took this laptop's chain up to `number`."""
        chain = (self.device, area)
        with self._connection.transaction():
            self._connection.write(
                "INSERT INTO receipts (device, area, handed) VALUES (?, ?, ?)"
                " ON CONFLICT (device, area)"
                " DO UPDATE SET handed = max(handed, excluded.handed)",
                (*chain, number),
            )
            self._receipts.refresh_custody(
                "device = ? AND area = ? AND number <= ?", (*chain, number)
            )


def _installed(form: FormBody) -> InstalledForm:
    layout = Layout.from_json(json.loads(form.layout))
    return InstalledForm(form.form, form.version, form.title, layout, form.xform)
