"""Files that a person chooses in a window or drops on a question."""

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog, QWidget

PICTURES = "*.jpg *.jpeg *.png *.webp *.bmp"
SOUNDS = "*.m4a *.mp3 *.wav *.ogg *.oga *.opus *.aac *.amr *.flac"
FILMS = "*.mp4 *.webm *.mov *.ogv *.3gp *.avi *.mkv"


def choose_file(parent: QWidget, title: str, kinds: str = "") -> Path | None:
    """Let a person choose a file; None where nothing was chosen."""
    both = f"{kinds} {kinds.upper()};;*" if kinds else "*"
    chosen, _ = QFileDialog.getOpenFileName(parent, title, "", both)
    return Path(chosen) if chosen else None


def dropped_file(carried: QMimeData) -> Path | None:
    """Give the file that is dragged, None where it is none or several."""
    files = [Path(url.toLocalFile()) for url in carried.urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 else None
