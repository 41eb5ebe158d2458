"""The only composition: what this machine gives, built here and handed down."""

import os
from datetime import datetime
from pathlib import Path

from enrolment_app.actions.work import Machine, Person, Work

__all__ = ["Machine", "Person", "Work", "machine", "resources"]


def resources() -> Path:
    """Give the folder of our own files: packaged, or the repository's."""
    packaged = Path(__file__).parent / "_resources"
    if packaged.is_dir():
        return packaged
    return Path(__file__).parent.parent / "resources"


def machine() -> Machine:
    """Give the true surroundings: this computer's clock and chance."""
    return Machine(
        clock=lambda: datetime.now().astimezone(),
        random=os.urandom,
        resources=resources(),
    )
