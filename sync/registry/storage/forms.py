"""The published questionnaires."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select

from sync.registry.storage.tables import forms
from sync.registry.storage.upsert import insert_missing
from sync.session.entries import FormBody


@dataclass(frozen=True)
class Forms:
    """The questionnaires as one transaction sees them."""

    connection: Connection

    def add(self, body: FormBody, now: int) -> None:
        """Keep a questionnaire; one that is there already stays as it is."""
        row = {name: getattr(body, name) for name in FormBody.__slots__}
        insert_missing(self.connection, forms, [{**row, "published": now}])

    def get(self, digest: str) -> FormBody | None:
        """Give a questionnaire by its hash."""
        found = self.connection.execute(_asked().where(forms.c.hash == digest))
        return next((FormBody(**row) for row in found.mappings()), None)

    def newest(self) -> tuple[FormBody, ...]:
        """Give the newest version of each questionnaire."""
        rows = self.connection.execute(_asked().order_by(forms.c.published))
        newest = {row["form"]: FormBody(**row) for row in rows.mappings()}
        return tuple(newest.values())

    def layouts(self) -> Mapping[str, str]:
        """Give the layout (JSON) of every questionnaire by its hash."""
        rows = self.connection.execute(select(forms.c.hash, forms.c.layout))
        return {row.hash: row.layout for row in rows}


def _asked() -> Select[Any]:
    return select(*(forms.c[name] for name in FormBody.__slots__))
