"""Makes the demonstration: a registry on loopback and three laptops.

There is one disagreement, and one household that two enumerators wrote down.

Only here and in `registry` does the laptop's program touch the central side: to stand
in for a district office that is not there.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from enrolment_app.actions.approve_household import approve_household
from enrolment_app.actions.create_store import create_store
from enrolment_app.actions.enrol_device import enrol_device
from enrolment_app.actions.exchange import exchange
from enrolment_app.actions.find_duplicates import find_duplicates
from enrolment_app.actions.keep_visit import keep_visit
from enrolment_app.actions.list_households import list_households
from enrolment_app.actions.open_visit import begin_visit, open_visit
from enrolment_app.actions.return_household import return_household
from enrolment_app.actions.submit_visit import submit_visit
from enrolment_app.actions.work import Machine, Work
from enrolment_app.actions.write_answers import write_answers, write_document
from enrolment_app.cli.publishing import body_of
from enrolment_app.household.visit import Visit
from enrolment_app.problems import Problem
from enrolment_app.questionnaire import Questionnaire, convert
from enrolment_app.store import Query, Sort
from sync.registry.api.serve import listen, serve
from sync.registry.founding import found
from sync.registry.office import Office
from sync.registry.provisioning import Order, make_laptop
from sync.registry.publishing import publish
from sync.session.provisioned import ENUMERATOR, SUPERVISOR, read_provisioning

PASSPHRASE = "demo"  # noqa: S105 - it is told to everybody
AREA = "PK532"
FORM = "questionnaires/kp-household/kp-household.md"
HOUSEHOLDS = "demo/households.json"
LEFT_OPEN = 2  # households that the first laptop has not finished
CONTESTED_ROLE = "phone"  # the demonstration's disagreement, by its declared role
TWICE = "Noor Islam"  # the head of the household that is written down twice ...
TWICE_AS, TWICE_PHONE = "Nur Islam", "03000000093"  # ... and how for the second time
READY_SECONDS = 20


@dataclass(frozen=True)
class Laptop:
    """One of the demonstration's laptops; `phone` is what an enumerator's writes."""

    folder: str
    name: str
    person: str
    phone: str = ""
    role: str = ENUMERATOR


ENUMERATORS = (
    Laptop("laptop-1", "Demo laptop 1", "Demo enumerator Gulalai", "03000000091"),
    Laptop("laptop-2", "Demo laptop 2", "Demo enumerator Zarak", "03000000092"),
)
REVIEWER = Laptop("laptop-3", "Demo laptop 3", "Demo supervisor Sanam", role=SUPERVISOR)
LAPTOPS = (*ENUMERATORS, REVIEWER)
APPROVED = 3  # households that she approves; she returns the one after
COMMENT = "Nobody answers at this number. Please ask for another one."


@dataclass(frozen=True)
class District:
    """What was made."""

    folder: Path
    url: str
    form: str
    households: int
    conflicts: int
    duplicates: int
    unfinished: int
    returned: int

    def told(self) -> dict[str, Any]:
        """Say it as plain JSON."""
        return {
            "folder": str(self.folder),
            "registry": self.url,
            "form": self.form,
            "households": self.households,
            "conflicts": self.conflicts,
            "duplicates": self.duplicates,
            "unfinished": self.unfinished,
            "returned": self.returned,
            "passphrase": PASSPHRASE,
            "laptops": [
                {
                    "name": laptop.name,
                    "person": laptop.person,
                    "role": laptop.role,
                    "store": str(self.folder / laptop.folder),
                }
                for laptop in LAPTOPS
            ],
        }


@contextmanager
def make_district(home: Path, machine: Machine) -> Iterator[District]:
    """Make the district in an empty folder; its registry serves inside the `with`."""
    office = found(
        home / "registry", "", (), lambda: _milliseconds(machine), machine.random
    )
    questionnaire = _questionnaire(machine)
    publish(office, body_of(questionnaire))
    url = _served(office)
    with ExitStack() as stores:
        works = [_laptop(home, laptop, office, url, machine) for laptop in LAPTOPS]
        for work in works:
            stores.callback(work.store.close)
        documents = _documents(machine)
        _capture(works[0], documents[LEFT_OPEN:], finish=True)
        for work in works:
            exchange(work)
        contested = questionnaire.declared[CONTESTED_ROLE][0]
        _review(works, contested)
        _disagree(works[: len(ENUMERATORS)], contested)
        _write_down_twice(works, documents)
        _capture(works[0], documents[:LEFT_OPEN], finish=False)
        households = works[0].store.households
        district = District(
            home,
            url,
            questionnaire.id,
            households.page(Query(limit=1)).total,
            households.page(Query(contested=True, limit=1)).total,
            len(find_duplicates(works[0])),
            households.page(Query(statuses=("unfinished",), limit=1)).total,
            households.page(Query(statuses=("returned",), limit=1)).total,
        )
    yield district


def _milliseconds(machine: Machine) -> int:
    return int(machine.clock().timestamp() * 1000)


def _questionnaire(machine: Machine) -> Questionnaire:
    converted = convert(machine.resources / FORM)
    assert converted.questionnaire is not None, "our own questionnaire is usable"
    return converted.questionnaire


def _served(office: Office) -> str:
    """Serve on a free port of loopback for as long as this process lives."""
    listening = listen("127.0.0.1", 0)
    ready = threading.Event()
    serving = threading.Thread(
        target=serve, args=(office, listening, ready.set), daemon=True
    )
    serving.start()
    assert ready.wait(READY_SECONDS), "the demonstration's registry did not start"
    host, port = listening.getsockname()[:2]
    return f"http://{host}:{port}"


def _laptop(
    home: Path, laptop: Laptop, office: Office, url: str, machine: Machine
) -> Work:
    work = create_store(home / laptop.folder, PASSPHRASE, laptop.person, machine)
    order = Order(laptop.name, [AREA], role=laptop.role, url=url)
    made = make_laptop(office, order)
    enrolled = enrol_device(work, read_provisioning(made.file))
    assert not isinstance(enrolled, Problem), "a new store takes any registry"
    return work


def _documents(machine: Machine) -> list[dict[str, Any]]:
    text = (machine.resources / HOUSEHOLDS).read_text(encoding="utf-8")
    documents: list[dict[str, Any]] = json.loads(text)
    return documents


def _capture(work: Work, documents: list[dict[str, Any]], *, finish: bool) -> None:
    for document in documents:
        visit = begin_visit(work)
        assert isinstance(visit, Visit), "one questionnaire is installed"
        _well(write_document(visit, document))
        keep_visit(work, visit)
        if finish:
            submit_visit(work, visit)


def _review(works: list[Work], field: str) -> None:
    """Let the supervisor approve some households and return one with a comment."""
    reviewer = works[-1]
    asked = Query(statuses=("submitted",), sort=Sort.OLDEST, limit=APPROVED + 1)
    *fine, doubtful = list_households(reviewer, asked).rows
    done = [approve_household(reviewer, row.household) for row in fine]
    said = [(field, COMMENT)]
    done.append(return_household(reviewer, doubtful.household, said))
    assert not any(isinstance(each, Problem) for each in done), "all were submitted"
    for work in (reviewer, *works[:-1]):
        exchange(work)


def _disagree(works: list[Work], field: str) -> None:
    """Let both laptops change one answer of one household before they exchange."""
    (row,) = list_households(works[0], Query(statuses=("submitted",), limit=1)).rows
    for work, laptop in zip(works, ENUMERATORS, strict=True):
        visit = open_visit(work, row.household)
        _well(write_answers(visit, [(field, laptop.phone)]))
        keep_visit(work, visit)
        submit_visit(work, visit)
    for work in (*works, works[0]):
        exchange(work)


def _write_down_twice(works: list[Work], documents: list[dict[str, Any]]) -> None:
    """Let the second enumerator visit a family that the first one had been to."""
    (family,) = (each for each in documents if _head(each)["name_latin"] == TWICE)
    again = deepcopy(family)
    _head(again)["name_latin"] = TWICE_AS
    again["contact"]["phone"] = TWICE_PHONE
    _capture(works[1], [again], finish=True)
    for work in (works[1], works[0], works[-1]):
        exchange(work)


def _head(document: dict[str, Any]) -> dict[str, Any]:
    head: dict[str, Any] = document["members"][0]
    return head


def _well(problems: tuple[Problem, ...]) -> None:
    assert not problems, [(problem.code, problem.field) for problem in problems]
