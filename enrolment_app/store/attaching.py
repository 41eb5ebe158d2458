"""All that has to do with attachments in one store, put together."""

from pathlib import Path

from enrolment_app.store.attached import Attached
from enrolment_app.store.attachment_files import FOLDER, AttachmentFiles
from enrolment_app.store.attachments import Attachments
from enrolment_app.store.connection import Connection
from enrolment_app.store.facts import Facts
from enrolment_app.store.lane import Lane
from enrolment_app.store.opening import Given
from enrolment_app.store.sweeping import Sweeping


class Attaching:
    """The files of the attachments, and who keeps, sends, sweeps and checks them."""

    def __init__(
        self,
        connection: Connection,
        facts: Facts,
        place: Path,
        key: bytes,
        given: Given,
    ) -> None:
        self.kept = AttachmentFiles(place / FOLDER, key, given.random)
        self.attachments = Attachments(connection, self.kept, given.clock)
        self.lane = Lane(connection, self.kept, self.attachments)
        self.sweeping = Sweeping(connection, facts, self.kept, given.clock)
        self.attached = Attached(connection, self.kept, self.sweeping)
