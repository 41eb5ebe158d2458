"""One transaction's view of everything the registry keeps."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from sync.registry.storage.areas import Areas
from sync.registry.storage.aside import Aside
from sync.registry.storage.attachments import Attachments
from sync.registry.storage.changes import Changes
from sync.registry.storage.devices import Devices
from sync.registry.storage.erasures import Erasures
from sync.registry.storage.forms import Forms
from sync.registry.storage.geography import Versions
from sync.registry.storage.identities import Identities
from sync.registry.storage.log import Log
from sync.registry.storage.people import People
from sync.registry.storage.recovery import Slips
from sync.registry.storage.resumed import Resumed
from sync.registry.storage.runs import Runs
from sync.registry.storage.tables import settings
from sync.registry.storage.upsert import upsert


@dataclass(frozen=True)
class Books:
    """The registry's books, open in one transaction."""

    connection: Connection

    @property
    def areas(self) -> Areas:
        """The geography, as a tree of areas."""
        return Areas(self.connection)

    @property
    def geography(self) -> Versions:
        """What each version of the geography says of a place."""
        return Versions(self.connection)

    @property
    def log(self) -> Log:
        """The gapless logs, one an area, and the chains of segments in them."""
        return Log(self.connection)

    @property
    def changes(self) -> Changes:
        """The index of delivered changes, and what is held back."""
        return Changes(self.connection)

    @property
    def aside(self) -> Aside:
        """What could not be taken yet."""
        return Aside(self.connection)

    @property
    def devices(self) -> Devices:
        """The laptops, their keys and their access."""
        return Devices(self.connection)

    @property
    def attachments(self) -> Attachments:
        """The contents that answers refer to: awaited, on their way, stored."""
        return Attachments(self.connection)

    @property
    def forms(self) -> Forms:
        """The published questionnaires."""
        return Forms(self.connection)

    @property
    def erasures(self) -> Erasures:
        """What was ordered to be erased."""
        return Erasures(self.connection)

    @property
    def runs(self) -> Runs:
        """Stretches of the logs, packed together."""
        return Runs(self.connection)

    @property
    def resumed(self) -> Resumed:
        """The requests that come in stretches, and their answers."""
        return Resumed(self.connection)

    @property
    def people(self) -> People:
        """The people who work with the register."""
        return People(self.connection)

    @property
    def recovery(self) -> Slips:
        """Recovery codes that laptops sealed to the office."""
        return Slips(self.connection)

    @property
    def identities(self) -> Identities:
        """Which keyed marks of identity numbers stand in which record."""
        return Identities(self.connection)

    def setting(self, name: str) -> str:
        """Give a setting of the registry; empty where it was never set."""
        asked = select(settings.c.value).where(settings.c.name == name)
        return self.connection.execute(asked).scalar() or ""

    def put_setting(self, name: str, value: str) -> None:
        """Keep a setting of the registry."""
        upsert(self.connection, settings, {"name": name}, {"value": value})
