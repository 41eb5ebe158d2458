# ruff: noqa: S608 - the statements are our own words, values are bound
"""The questionnaires that this laptop holds, each version for good."""

import json
from collections.abc import Callable, Mapping

import zstandard

from enrolment_app.store.connection import Connection
from enrolment_app.store.errors import NotKnown
from enrolment_app.store.rows import InstalledForm
from sync.layout import Layout

COLUMNS = "form, version, title, layout, xform"


class Forms:
    """Installed questionnaires; what is asked for again comes from memory."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._read: dict[str, InstalledForm] = {}
        self._layouts: dict[str, Layout] | None = None
        self._versions: dict[str, tuple[InstalledForm, ...]] = {}
        self.when_new: Callable[[], object] = lambda: None
        """Called in the transaction in which a questionnaire comes the first time."""

    def install(self, form: InstalledForm) -> None:
        """Keep a questionnaire; one that is there already becomes the newest."""
        try:
            with self._connection.transaction():
                self._keep(form)
        finally:
            self.forget()

    def _keep(self, form: InstalledForm) -> None:
        new = form.layout.id not in self.layouts()
        content = zstandard.ZstdCompressor(level=12).compress(form.xform)
        layout = json.dumps(form.layout.to_json(), ensure_ascii=False)
        newest = self._connection.value("SELECT max(installed) FROM forms") or 0
        self._connection.write(
            f"INSERT INTO forms (hash, {COLUMNS}, installed)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (hash)"
            " DO UPDATE SET installed = excluded.installed",
            (
                form.layout.id,
                form.form,
                form.version,
                form.title,
                layout,
                content,
                newest + 1,
            ),
        )
        if new:
            self.forget()
            self.when_new()

    def forget(self) -> None:
        """Read anew from the database what is asked for next."""
        self._read.clear()
        self._versions.clear()
        self._layouts = None

    def find(self, layout_id: str) -> InstalledForm | None:
        """Give a questionnaire by its hash, None where it is not here."""
        if layout_id not in self._read:
            found = self._where("hash = ?", layout_id)
            if not found:
                return None
            self._read[layout_id] = found[0]
        return self._read[layout_id]

    def get(self, layout_id: str) -> InstalledForm:
        """Give a questionnaire by its hash; raises `NotKnown`."""
        found = self.find(layout_id)
        if found is None:
            raise NotKnown(layout_id)
        return found

    def versions(self, form: str) -> tuple[InstalledForm, ...]:
        """Give every version of a form, the one that was installed last first."""
        if form not in self._versions:
            self._versions[form] = self._where("form = ?", form)
        return self._versions[form]

    def all(self) -> tuple[InstalledForm, ...]:
        """Give every version of every form, the newest first."""
        return self._where("? = ''", "")

    def layouts(self) -> Mapping[str, Layout]:
        """Give the layouts of all versions by their ids."""
        if self._layouts is None:
            rows = self._connection.read("SELECT hash, layout FROM forms")
            self._layouts = {
                name: Layout.from_json(json.loads(layout)) for name, layout in rows
            }
        return self._layouts

    def _where(self, condition: str, given: str) -> tuple[InstalledForm, ...]:
        rows = self._connection.read(
            f"SELECT {COLUMNS} FROM forms WHERE {condition} ORDER BY installed DESC",
            (given,),
        )
        return tuple(
            InstalledForm(
                form,
                version,
                title,
                Layout.from_json(json.loads(layout)),
                zstandard.ZstdDecompressor().decompress(content),
            )
            for form, version, title, layout, content in rows
        )
