"""Letters at the registry: what each proves, and what whoever carries them cannot do."""

from dataclasses import replace

import pytest

from sync.bundle import (
    BundleOfOtherRegistry,
    Kind,
    decode_down,
    encode_up,
    identity_from,
    open_bundle,
    question_of,
    recipient_of,
    seal,
    unseal,
    write_bundle,
)
from sync.bundle.author import Author, told_of
from sync.bundle.manifest import check_answer
from sync.registry import devices, letters
from sync.registry.conversation import answer
from sync.registry.errors import BodiesUnreachable
from sync.registry.keys import registry_identity
from sync.registry.letters import answer_bundle, answer_letters
from sync.session.attached import Key, LaneRequest, Offer, encode_lane_request
from sync.session.messages import Request, Standing, encode_request
from sync.session.unhurried import hear, questions
from tests.sync.registry.laptop import Laptop
from tests.sync.registry.offices import AREA, NOW_MS, a_key, a_record

HOUSE = a_record(1)


def added(office, name="asha"):
    """A laptop that the registry has never heard of, and its author."""
    device, secret = devices.add_device(office, name, (AREA,))
    laptop = Laptop(name, device, a_key(name), (AREA,))
    return laptop, author_of(office, laptop, secret)


def author_of(office, laptop, secret=""):
    return Author(
        laptop.device,
        laptop.key.public,
        laptop.key.sign,
        identity_from(laptop.key.seed, "laptop"),
        (recipient_of(registry_identity(office)),),
        office.key.public,
        enrol_token=secret,
    )


def asked(author, laptop):
    return [author.ask(q, NOW_MS, told_of(q)) for q in questions(laptop)]


def opened(office, author, letter):
    envelope, sealed = letter
    check_answer(envelope, office.key.public)
    return decode_down(unseal(sealed, [author.identity]), office.key.public)


def only(office, letters_up):
    (letter,) = answer_letters(office, letters_up)
    return letter


def key_of(office, laptop):
    with office.storage.reading() as books:
        return books.devices.get(laptop.device).key


def test_a_letter_is_answered_as_its_request_would_be(office):
    laptop, author = added(office)
    laptop.write(HOUSE, "q/text", "mud")
    (question,) = questions(laptop)

    down = opened(office, author, only(office, [author.ask(question, NOW_MS)]))

    assert down.answer == answer(office, laptop.device, question)
    assert hear(laptop, question, down.answer, office.key.public).sent == 1


def test_a_letter_enrols_once_and_a_repeated_one_does_no_harm(office):
    laptop, author = added(office)
    letters_up = asked(author, laptop)

    first = opened(office, author, only(office, letters_up))
    again = opened(office, author, only(office, letters_up))

    assert key_of(office, laptop) == laptop.key.public
    assert (first.refused, again.refused) == ("", "")


def test_a_letter_has_no_answer_where_the_registry_itself_fails(
    office, tmp_path, monkeypatch
):
    """A refusal would be its end: whoever carries it lets it go."""
    (asha, hers), (bilal, his) = added(office), added(office, "bilal")
    brought = [*asked(hers, asha), *asked(his, bilal)]
    take = letters.take

    def fails(office, device, request):
        if device == asha.device:
            raise BodiesUnreachable
        return take(office, device, request)

    monkeypatch.setattr(letters, "take", fails)
    (envelope, sealed), *_ = brought
    manifest = hers.manifest((envelope,), NOW_MS)
    bundle = write_bundle(tmp_path / "up", manifest, [sealed], hers.sign)
    out = tmp_path / "down"

    (answered,) = answer_letters(office, brought)

    assert answered[0].device == bilal.device
    for nobody_is_answered in (
        lambda: list(answer_letters(office, brought[:1])),
        lambda: answer_bundle(office, bundle, out),
    ):
        with pytest.raises(BodiesUnreachable):
            nobody_is_answered()
    assert not out.exists()
    monkeypatch.setattr(letters, "take", take)
    assert len(list(answer_letters(office, brought))) == 2


@pytest.mark.parametrize("of", ["records", "attachments"])
def test_a_letter_about_what_no_database_can_name_hinders_no_other(office, of):
    (asha, hers), (bilal, his) = added(office), added(office, "bilal")
    nul = "PK501\0"
    if of == "records":
        odd = encode_request(Request(asha.device, "", {nul: Standing(0)}))
    else:
        offer = Offer(Key(nul, bytes(32)), 1)
        odd = encode_lane_request(LaneRequest(asha.device, (offer,)))

    _, answered = answer_letters(
        office, [hers.ask(odd, NOW_MS), *asked(his, bilal)[:1]]
    )

    assert opened(office, his, answered).refused == ""


def test_a_carrier_cannot_spend_a_token_for_a_key_of_his_own(office):
    laptop, author = added(office)
    (envelope, sealed) = asked(author, laptop)[0]
    letter = letters._opened(office, envelope, sealed)
    thief = replace(author, public=a_key("thief").public, sign=a_key("thief").sign)
    (question,) = questions(laptop)
    stolen = replace(letter, public=thief.public, request=question)
    forged = seal(encode_up(stolen, thief.sign), thief.readers)

    around = replace(envelope, digest=b"d" * 32)
    down = opened(office, thief, only(office, [(around, forged)]))

    assert down.refused == "sync.token_spent"
    assert key_of(office, laptop) is None


def test_another_laptops_number_is_refused(office):
    laptop, author = added(office)
    only(office, asked(author, laptop))
    other, _ = added(office, "bilal")
    thief = replace(author_of(office, other), device=laptop.device)
    (question,) = questions(laptop)

    down = opened(office, thief, only(office, [thief.ask(question, NOW_MS)]))

    assert (down.refused, down.answer) == ("sync.device_unknown", b"")


def test_a_request_in_anothers_envelope_is_refused(office):
    _, author = added(office)
    other, _ = added(office, "bilal")
    (question,) = questions(other)

    down = opened(office, author, only(office, [author.ask(question, NOW_MS)]))

    assert down.refused == "registry.not_yourself"


@pytest.mark.parametrize(
    "change", [{"device": 99}, {"question": b"q" * 32}, {"kind": Kind.DOWN}]
)
def test_an_envelope_that_lies_is_refused_and_nothing_is_taken(office, change):
    laptop, author = added(office)
    laptop.write(HOUSE, "q/text", "mud")
    ((envelope, sealed),) = asked(author, laptop)

    around, _ = only(office, [(replace(envelope, **change), sealed)])

    assert around.refused == "bundle.altered"
    assert key_of(office, laptop) is None


def test_a_revoked_laptop_is_answered_with_a_refusal(office):
    laptop, author = added(office)
    only(office, asked(author, laptop))
    devices.revoke(office, laptop.device)
    laptop.write(HOUSE, "q/text", "mud")

    around, _ = only(office, asked(author, laptop))

    assert around.refused == "sync.device_revoked"
    check_answer(around, office.key.public)


def test_garbage_gets_a_refusal_and_hinders_no_other_letter(office):
    laptop, author = added(office)
    (good,) = asked(author, laptop)
    bad = (replace(good[0], question=b"b" * 32), b"no letter")
    foreign = (good[0], seal(b"x", [author.recipient]))
    stranger = replace(author, identity=author.identity, readers=author.readers)
    nobody = stranger.ask(b"no request", NOW_MS)

    found = list(answer_letters(office, [bad, foreign, nobody, good]))

    assert [bool(envelope.refused) for envelope, _ in found] == [
        True,
        True,
        True,
        False,
    ]
    assert opened(office, author, found[-1]).answer


def test_every_answer_of_a_bundle_knows_of_all_that_came_with_it(office, tmp_path):
    asha, her = added(office)
    bilal, his = added(office, "bilal")
    bilal.write(HOUSE, "q/text", "mud")
    letters_up = [*asked(her, asha), *asked(his, bilal)]
    manifest = her.manifest((envelope for envelope, _ in letters_up), NOW_MS)
    sealed = [one for _, one in letters_up]
    brought = write_bundle(tmp_path / "up", manifest, sealed, her.sign)

    done = answer_bundle(office, brought, tmp_path / "down")

    assert (done.letters, done.changes, done.refused) == (2, 1, ())
    reply = open_bundle(tmp_path / "down")
    (question,) = questions(asha)
    down = opened(office, her, (reply.manifest.envelopes[0], reply.letter(0)))
    assert down.question == question_of(question)
    assert hear(asha, question, down.answer, office.key.public).received == 1


def test_a_bundle_of_another_registry_is_refused(office, tmp_path):
    _, author = added(office)
    stranger = replace(author, registry_key=a_key("elsewhere").public)
    manifest = stranger.manifest((), NOW_MS)
    brought = write_bundle(tmp_path / "up", manifest, [], stranger.sign)

    with pytest.raises(BundleOfOtherRegistry):
        answer_bundle(office, brought, tmp_path / "down")
    assert not (tmp_path / "down").exists()


def test_answers_over_a_line_end_when_they_are_enough(office, monkeypatch):
    laptop, author = added(office)
    (letter,) = asked(author, laptop)
    monkeypatch.setattr(letters, "ANSWERS_BYTES", 1)

    assert len(list(answer_letters(office, [letter, letter, letter]))) == 1
