"""How the published vectors are read and judged."""

import json

import pytest

from sync.errors import IntegrityError
from tests.vectors.make_vectors import HERE


def read(name):
    """Give a file of vectors."""
    return json.loads((HERE / name).read_text(encoding="utf-8"))


def each(vectors):
    """Try a test with every vector, named by what it is."""
    return pytest.mark.parametrize("vector", vectors, ids=lambda one: one["what"])


def data_of(vector):
    """Give a vector's bytes."""
    return bytes.fromhex(vector["hex"])


def refused(vector, reader):
    """Assert that a reader refuses a vector with the code that it tells."""
    with pytest.raises(IntegrityError) as failure:
        reader(data_of(vector))
    assert failure.value.code == vector["code"]
