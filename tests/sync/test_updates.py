"""Manifests of packages: what the registry signed, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.errors import IntegrityError
from sync.updates import check_manifest, decode_manifest, encode_manifest, order_of
from tests.vectors.given import REGISTRY
from tests.vectors.judging import data_of, each, read, refused
from tests.vectors.updates import WHOLE

UPDATES = read("updates.json")


def checked(data):
    return check_manifest(data, bytes.fromhex(UPDATES["key"]))


@each(UPDATES["good"])
def test_a_manifest_says_what_it_says(vector):
    manifest = checked(data_of(vector))

    for name in ("version", "platform", "file", "size", "urgency", "least", "time"):
        assert getattr(manifest, name) == vector[name], name
    assert manifest.sha256.hex() == vector["sha256"]
    assert manifest.notes == vector["notes"]
    assert encode_manifest(manifest, REGISTRY.sign) == data_of(vector)


@each(UPDATES["bad"])
def test_any_other_manifest_is_refused(vector):
    refused(vector, checked)


@given(st.binary(max_size=300))
def test_odd_bytes_are_refused_and_nothing_crashes(data):
    for odd in (data, WHOLE[: len(data)] + data):
        if odd != WHOLE:
            with pytest.raises(IntegrityError):
                checked(odd)
            try:
                decode_manifest(odd)
            except IntegrityError:
                continue


def test_versions_are_ordered_as_people_count():
    assert order_of("0.10.0") > order_of("0.9.9") > order_of("0.9") > order_of("")
