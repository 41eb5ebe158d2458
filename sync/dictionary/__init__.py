"""The published dictionaries that the texts of segments may lean on.

Trained on generated households with invented names (`packaging/train_dictionary.py`).
A published one never changes and its number is never given to another: old segments
lean on it for ever.
"""

from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType

NEWEST = 1
"""The number that new segments are written with."""

DICTIONARIES: Mapping[int, bytes] = MappingProxyType(
    {number: (files(__name__) / f"{number}.zdict").read_bytes() for number in (1,)}
)
