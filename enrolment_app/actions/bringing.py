"""How letters that wait on a supervisor's laptop are brought over a line. No action."""

from collections.abc import Callable

from enrolment_app.actions.lettering import Brought, take_down
from enrolment_app.actions.reading import now_ms
from enrolment_app.actions.work import Work
from sync.bundle import Kind
from sync.bundle.author import Author
from sync.bundle.manifest import Letter, decode_letters, encode_letters
from sync.session.errors import NoProgress
from sync.session.messages import MESSAGE_BYTES_MAX

BATCH_BYTES = 256 * 1024


def carry_on(
    work: Work,
    author: Author,
    ask: Callable[[bytes], bytes],
    *,
    of_attachments: bool = False,
) -> int:
    """Bring the letters that wait here to the registry; gives how many it answered.

    Those about records, or those about attachments. `ask` takes letters and gives
    answers to some of them. Each answer is kept before the next letter goes, so it
    may be stopped at any moment and begun again.
    """
    answered, batch = 0, _batch(work, of_attachments=of_attachments)
    while batch:
        asked = {envelope.digest for envelope, _ in batch}
        answers = decode_letters(ask(encode_letters(batch)), MESSAGE_BYTES_MAX)
        told = [e.answers for e, _ in answers if e.kind is Kind.DOWN]
        if not told or len(told) != len(answers) or not asked.issuperset(told):
            raise NoProgress
        with work.store.exchange.together():
            for letter in answers:
                take_down(work, author, letter, now_ms(work), Brought())
        batch = _batch(work, of_attachments=of_attachments)
        settled = asked - {envelope.digest for envelope, _ in batch}
        if not settled:
            # Answers that nobody signed settle nothing: it would go round for ever.
            raise NoProgress
        answered += len(settled)
    return answered


def _batch(work: Work, *, of_attachments: bool) -> list[Letter]:
    """Give the letters that go next, about as much as one request carries."""
    batch: list[Letter] = []
    room = BATCH_BYTES
    for letter in work.store.letters.carried(Kind.UP):
        if letter[0].of_attachments is not of_attachments:
            continue
        batch.append(letter)
        room -= len(letter[1])
        if room <= 0:
            break
    return batch
