"""How the parts of a store fit together: who is handed whom."""

from dataclasses import dataclass

from enrolment_app.store.arrivals import Arrivals
from enrolment_app.store.attachment_files import AttachmentFiles
from enrolment_app.store.connection import Connection
from enrolment_app.store.cutting import Cutting
from enrolment_app.store.device import Device
from enrolment_app.store.erasing import Erasing
from enrolment_app.store.erasure import Erasure
from enrolment_app.store.exchange import Exchange
from enrolment_app.store.facts import Facts
from enrolment_app.store.files import Reserve
from enrolment_app.store.forms import Forms
from enrolment_app.store.journal import Journal
from enrolment_app.store.materials import Materials
from enrolment_app.store.office_codes import OfficeCodes
from enrolment_app.store.places import Places
from enrolment_app.store.projections import Projections
from enrolment_app.store.province import Province
from enrolment_app.store.relaying import Relaying
from enrolment_app.store.rows import Project
from enrolment_app.store.trust import Trust
from enrolment_app.store.visits import Visits


@dataclass(frozen=True)
class Base:
    """What all other parts of a store lean on."""

    connection: Connection
    facts: Facts
    forms: Forms
    province: Province
    device: Device
    codes: OfficeCodes
    reserve: Reserve
    files: AttachmentFiles
    project: Project


@dataclass(frozen=True)
class Fitted:
    """The parts that know of each other."""

    places: Places
    projections: Projections
    erasing: Erasing
    visits: Visits
    journal: Journal
    exchange: Exchange
    relaying: Relaying
    trust: Trust


def fitted(base: Base) -> Fitted:
    """Make the parts of a store around what they lean on."""
    connection, facts, forms = base.connection, base.facts, base.forms
    materials = Materials(connection, forms)
    places = Places(connection, facts)
    projections = Projections(connection, materials, places, base.project)
    erasing = Erasing(connection, base.device, forms)
    visits = Visits(connection, projections, base.reserve, erasing)
    known = (materials, projections, visits)
    journal = Journal(connection, facts, base.device, *known, erasing)
    trust = Trust(facts, base.device)
    erasure = Erasure(connection, erasing, *known, trust, base.files)
    forms.when_new = erasure.read_again
    exchange = Exchange(
        connection,
        facts,
        base.device,
        forms,
        projections,
        Arrivals(connection, forms, journal, base.province, erasure, places, trust),
        Cutting(connection, base.device, forms, erasing),
        erasing,
        trust,
        base.codes,
    )
    relaying = Relaying(connection, forms, journal, projections, erasing)
    return Fitted(
        places, projections, erasing, visits, journal, exchange, relaying, trust
    )
