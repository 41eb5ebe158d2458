"""The published dictionaries that segments may lean on: those of `sync/dictionary`."""

from sync.dictionary import DICTIONARIES

__all__ = ["DICTIONARIES"]
