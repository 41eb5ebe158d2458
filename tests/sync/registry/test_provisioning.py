"""The file that makes a laptop: what it carries, what it refuses, what it still reads."""

import base64
import json

import pytest
import zstandard

from sync.bundle import BundleAltered, recipient_of, seal, unseal
from sync.bundle.introduction import decode_introduction
from sync.errors import BadSignature, IntegrityError, Malformed, TooLarge
from sync.registry.keys import reading_identity, registry_identity
from sync.registry.office import POLICIES, RECOVERY_KEY
from sync.registry.provisioning import NewPerson, Order, make_laptop, provision
from sync.seal import Purpose
from sync.session.activation import open_with_code, plain_code
from sync.session.formcode import XFORM_BYTES_MAX
from sync.session.provisioned import FORMS_BYTES_MAX, SUPERVISOR, read_provisioning
from tests.sync.registry.offices import AREA, NOW_MS, OTHER_AREA, an_office

DAY_MS = 86_400_000


@pytest.fixture
def office(tmp_path):
    return an_office(tmp_path / "registry")


def an_order(**more):
    people = (NewPerson("Demo Gulalai", "ڈیمو گلالئی"), NewPerson("Demo Zarak"))
    return Order("Laptop 7", [AREA], people=people, **more)


def resigned(office, file, **changed):
    """The same file with other contents, signed as well as it can be."""
    said = {**json.loads(file), **changed}
    said = {name: value for name, value in said.items() if value is not None}
    said.pop("signature")
    plain = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    signature = office.key.sign(Purpose.PROVISIONING, plain.encode())
    return json.dumps({**said, "signature": signature.hex()}).encode()


def test_a_file_says_whose_laptop_it_is_and_by_which_rules(office):
    with office.storage.writing() as books:
        books.put_setting(RECOVERY_KEY, "ab" * 32)
        books.put_setting(POLICIES, '{"idle_minutes": 10, "keep_days": 90}')

    made = make_laptop(office, an_order(days=30, policies={"idle_minutes": 5}))

    given = read_provisioning(made.file)
    assert given.role == "enumerator"
    assert given.reading_key == b""
    assert given.recovery_key == bytes.fromhex("ab" * 32)
    assert given.policies == {"idle_minutes": 5, "keep_days": 90}
    assert given.expires == NOW_MS + 30 * DAY_MS
    names = [(one.name, one.name_ur, one.role) for one in given.people]
    assert names == [
        ("Demo Gulalai", "ڈیمو گلالئی", "enumerator"),
        ("Demo Zarak", "", "enumerator"),
    ]


def test_a_code_opens_its_own_person_however_it_is_typed(office):
    made = make_laptop(office, an_order())

    (gulalai, code), (zarak, other) = made.codes
    assert gulalai.accepts(code)
    assert gulalai.accepts(code.lower().replace("-", " "))
    assert not gulalai.accepts(other)
    assert not zarak.accepts("")
    assert code.encode() not in made.file
    assert plain_code(code).encode() not in made.file


def test_a_code_may_be_typed_in_urdu_digits_and_with_letters_read_wrongly():
    assert plain_code("k7qf-۲m9x-oil4") == plain_code("K7QF2M9X0114")


def test_a_supervisors_file_opens_what_the_laptops_below_seal(office):
    people = [NewPerson("Demo Palwasha")]
    made = make_laptop(office, Order("Office", [AREA], role=SUPERVISOR, people=people))
    laptop = read_provisioning(make_laptop(office, an_order()).file)

    given = read_provisioning(made.file)
    assert given.role == SUPERVISOR
    key = open_with_code(given.reading_key, made.codes[0][1]).decode()
    assert unseal(seal(b"letter", laptop.readers), [key]) == b"letter"
    assert key.encode() not in made.file
    assert open_with_code(given.reading_key, "0000-0000-0000") is None


def test_a_laptop_seals_to_the_registry_and_to_every_area_above_it(office):
    readers = read_provisioning(make_laptop(office, an_order()).file).readers

    keys = (
        registry_identity(office),
        *(reading_identity(office, a) for a in (AREA, "PK5")),
    )
    assert readers == tuple(recipient_of(key) for key in keys)
    other = reading_identity(office, OTHER_AREA)
    with pytest.raises(BundleAltered):
        unseal(seal(b"letter", readers), [other])


def test_the_registry_introduces_each_laptop(office):
    made = make_laptop(office, an_order())
    given = read_provisioning(made.file)

    said = decode_introduction(given.introduction, office.key.public)

    assert (said.device, said.name, said.areas) == (made.number, given.name, (AREA,))


def test_a_file_of_version_1_is_still_read(office):
    _, file = provision(office, "old", [AREA])
    old = json.loads(file)
    del old["device"]["role"]
    gone = (
        "readers",
        "reading_key",
        "recovery_key",
        "policies",
        "expires",
        "introduction",
    )
    people = [{"id": "p1", "name": "Demo Gulalai"}]
    changed = {"version": 1, "device": old["device"], "people": people}

    given = read_provisioning(
        resigned(office, file, **changed, **dict.fromkeys(gone, None))
    )

    assert (given.role, given.readers, given.expires) == ("enumerator", (), 0)
    assert [one.needs_code for one in given.people] == [False]


@pytest.mark.parametrize(
    ("name", "value"),
    [("expires", 1), ("policies", {"idle_minutes": 999}), ("readers", ["age1other"])],
)
def test_nothing_of_a_file_can_be_altered(office, name, value):
    _, file = provision(office, "asha", [AREA])
    altered = {**json.loads(file), name: value}

    with pytest.raises(BadSignature):
        read_provisioning(json.dumps(altered).encode())


@pytest.mark.parametrize(
    "changed",
    [
        {"version": 3},
        {"device": {"number": 1, "name": "x", "role": "emperor"}},
        {"readers": None},
        {"policies": [1]},
        {"people": [{"name": "nobody"}]},
        {"reading_key": "*"},
    ],
)
def test_a_file_of_another_shape_is_no_provisioning_file(office, changed):
    _, file = provision(office, "asha", [AREA])

    with pytest.raises((Malformed, IntegrityError)):
        read_provisioning(resigned(office, file, **changed))


def packed(xform):
    return base64.b64encode(zstandard.ZstdCompressor(1).compress(xform)).decode()


def test_questionnaires_in_a_file_are_as_large_as_they_may_be(office):
    _, file = provision(office, "asha", [AREA])
    (form, *_) = json.loads(file)["forms"]
    most = {**form, "xform": packed(bytes(XFORM_BYTES_MAX))}
    more = {**form, "xform": packed(bytes(XFORM_BYTES_MAX + 1))}
    many = [most] * (FORMS_BYTES_MAX // XFORM_BYTES_MAX) + [form]

    for forms in ([more], many):
        with pytest.raises(TooLarge):
            read_provisioning(resigned(office, file, forms=forms))
    given = read_provisioning(resigned(office, file, forms=[most]))

    assert len(given.forms[0].xform) == XFORM_BYTES_MAX


def test_a_file_of_brackets_is_no_provisioning_file():
    with pytest.raises(Malformed):
        read_provisioning(b"[" * 100_000)
