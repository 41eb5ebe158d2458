"""Raises a database to the newest version of its tables, by Alembic's migrations.

Imported only where that is done: Alembic takes longer to import than a verb to run.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

MIGRATIONS = Path(__file__).parent / "migrations"


def raise_to_newest(connection: Connection) -> None:
    """Make the tables, or raise those of an older version, in one transaction."""
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS))
    settings.attributes["connection"] = connection
    command.upgrade(settings, "head")
