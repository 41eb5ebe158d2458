"""A receiver is believed only as far as its checksums go."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrolment_app.capture.nmea import LONGEST, Ear, checksum

GGA = b"GPGGA,074216.00,3445.0000,N,07221.6000,E,1,08,0.9,980.4,M,-34.0,M,,"
GST = b"GPGST,074216.00,1.1,2.0,1.5,40.0,3.0,4.0,6.0"


def sentence(said):
    return b"$" + said + b"*%02X\r\n" % checksum(said)


def heard(*chunks, **how):
    ear = Ear(**how)
    return ear, [fix for chunk in chunks for fix in ear.hear(chunk)]


def test_a_sentence_gives_the_place_and_how_well_it_is_known():
    _, fixes = heard(sentence(GGA))

    (fix,) = fixes
    assert (fix.latitude, fix.longitude) == (34.75, 72.36)
    assert fix.accuracy_m == pytest.approx(4.5)
    assert fix.satellites == 8
    assert fix.text == "34.7500000 72.3600000 980.4 4.5"


def test_the_receivers_own_error_counts_more_than_its_dilution():
    _, fixes = heard(sentence(GST) + sentence(GGA))

    assert fixes[0].accuracy_m == pytest.approx(5.0)  # 3 north, 4 east


def test_south_and_west_are_negative():
    southern = GGA.replace(b",N,", b",S,").replace(b",E,", b",W,")

    _, fixes = heard(sentence(southern))

    assert (fixes[0].latitude, fixes[0].longitude) == (-34.75, -72.36)


@pytest.mark.parametrize(
    "broken",
    [
        sentence(GGA).replace(b"3445", b"3545"),  # one digit changed on the way
        sentence(GGA).replace(b"*", b""),
        sentence(GGA)[:40] + b"\r\n",  # the plug was pulled
        b"$" + GGA + b"\r\n",  # no checksum at all
        sentence(GGA).replace(b"\r\n", b"  \r\n"),
        b"\xff\xfe\x00$GP\r\n",
    ],
)
def test_a_broken_sentence_places_nobody(broken):
    ear, fixes = heard(broken)

    assert fixes == []
    assert (ear.sentences, ear.broken) == (0, 1)


@pytest.mark.parametrize(
    "said",
    [
        GGA.replace(b",E,1,", b",E,0,"),  # no fix
        GGA.replace(b",E,1,", b",E,8,"),  # a simulator
        GGA.replace(b"3445.0000,N", b","),
        GGA.replace(b"3445.0000", b"3475.0000"),  # 75 minutes
        GGA.replace(b"3445.0000", b"9545.0000"),
        GGA.replace(b",N,", b",NS,"),
        GGA.replace(b"0.9", b""),
        b"GPGGA,074216.00",
    ],
)
def test_a_whole_sentence_without_a_place_is_no_fix(said):
    ear, fixes = heard(sentence(said))

    assert fixes == []
    assert ear.sentences == 1


def test_a_form_may_allow_what_was_not_measured():
    _, fixes = heard(sentence(GGA.replace(b",E,1,", b",E,8,")), simulated=True)

    assert len(fixes) == 1


def test_an_old_error_is_forgotten_when_the_sky_is_lost():
    lost = sentence(GGA.replace(b",E,1,", b",E,0,"))

    _, fixes = heard(sentence(GST), lost, sentence(GGA))

    assert fixes[0].accuracy_m == pytest.approx(4.5)


def test_listening_may_begin_in_the_middle_of_a_sentence():
    _, fixes = heard(b"216.00,34" + sentence(GGA))

    assert len(fixes) == 1


def test_noise_without_an_end_takes_no_memory():
    ear = Ear()

    for _ in range(100):
        list(ear.hear(b"\x00" * 4096))

    assert len(ear._rest) <= LONGEST


@given(st.lists(st.binary(max_size=60), max_size=20))
def test_whatever_comes_is_survived(chunks):
    _, fixes = heard(*chunks)

    assert all(math.isfinite(fix.latitude) for fix in fixes)


@given(st.integers(1, 20))
def test_it_does_not_matter_how_the_bytes_are_cut(size):
    stream = sentence(GST) + sentence(GGA) + sentence(GGA)[5:] + sentence(GGA)

    ear, fixes = heard(*(stream[at : at + size] for at in range(0, len(stream), size)))

    assert len(fixes) == 2
    assert ear.broken == 1
