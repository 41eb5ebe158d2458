"""The published dictionaries that segments may lean on: those of `sync/dictionary`."""

from collections.abc import Mapping
from types import MappingProxyType

DICTIONARIES: Mapping[int, bytes] = MappingProxyType({})
