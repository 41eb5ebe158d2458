"""What a laptop carries for others by hand, once an order to erase was heard."""

from sync.bundle import Kind
from sync.bundle.manifest import LANE, Envelope
from sync.registry.erasure import erase
from tests.store.laptops import HOUSE, sealed, talk

GIVEN = ("household", "p-1", "file 12")


def a_letter(number, epoch):
    content = b"sealed %d" % number
    question = bytes([number]) * 32
    around = {"device": 9, "question": question, "readers": (), "epoch": epoch}
    return Envelope.around(content, Kind.UP, **around), content


def test_photos_of_others_are_let_go_and_written_again_by_their_laptops(office, asha):
    """Nobody here can tell which photos are in them."""
    sealed(asha, 1)
    talk(office, asha)
    for number, epoch in ((1, LANE), (2, "an epoch")):
        asha.letters.carry(a_letter(number, epoch), 1)
    erase(office, HOUSE, *GIVEN)

    talk(office, asha)

    (left,) = asha.letters.carried(Kind.UP)
    assert left[0].epoch == "an epoch"
