import dataclasses
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.change import REGISTRY_DEVICE, Why
from sync.policies import POLICIES, Claim
from sync.values import Special, answered, same
from tests.sync.builders import ATOMS, NAMES

VALUES = st.dictionaries(st.sampled_from(("a", "b")), ATOMS, min_size=1)


@st.composite
def claims(draw):
    names = draw(st.lists(NAMES, min_size=2, max_size=4, unique=True))
    places = draw(st.permutations(range(len(names))))
    same_field = draw(st.booleans())
    values = st.builds(lambda atom: {"a": atom}, ATOMS) if same_field else VALUES
    found = [
        Claim(
            name,
            draw(values),
            draw(st.sampled_from(Why)),
            draw(st.sampled_from((REGISTRY_DEVICE, 4))),
            draw(st.sampled_from((None, place))),
        )
        for name, place in zip(names, places, strict=True)
    ]
    return tuple(found)


@pytest.mark.parametrize("policy", POLICIES)
@given(claims())
def test_every_order_of_the_claims_gives_the_same_answer(policy, claimed):
    answers = [POLICIES[policy](order) for order in itertools.permutations(claimed)]

    assert all(answer == answers[0] for answer in answers)


@pytest.mark.parametrize("policy", sorted(set(POLICIES) - {"union"}))
@given(claims())
def test_the_answer_is_one_of_the_claims_or_none(policy, claimed):
    answer = POLICIES[policy](claimed)

    assert answer is None or any(answer == claim.value for claim in claimed)


@pytest.mark.parametrize("policy", POLICIES)
def test_a_claim_has_no_clock_to_look_at(policy):
    assert {field.name for field in dataclasses.fields(Claim)} == {
        "name",
        "value",
        "why",
        "device",
        "place",
    }


@given(claims())
def test_a_union_holds_every_code_and_no_other(claimed):
    built = POLICIES["union"](claimed)

    if built is None:
        atoms = [atom for c in claimed for atom in answered(c.value).values()]
        assert any(isinstance(atom, Special) for atom in atoms)
        return
    for path in {path for claim in claimed for path in answered(claim.value)}:
        sides = [claim.value.get(path) or "" for claim in claimed]
        assert set(built[path].split()) == set(" ".join(sides).split())


def sides(*values, whys=(), places=()):
    return [
        Claim(
            bytes([n]) * 16,
            {"f": value},
            whys[n] if whys else Why.CAPTURED,
            REGISTRY_DEVICE if whys and whys[n] is Why.VERIFIED else 3,
            places[n] if places else n,
        )
        for n, value in enumerate(values)
    ]


@pytest.mark.parametrize(
    ("policy", "claimed", "expected"),
    [
        ("ask", sides("a", "b"), None),
        ("same-ignoring-spelling", sides("Gul Khan", "GUL  KHAN."), "Gul Khan"),
        ("same-ignoring-spelling", sides("علي", "علی"), "علي"),
        ("same-ignoring-spelling", sides("زہرہ", "زهره"), "زہرہ"),
        ("same-ignoring-spelling", sides("Gul", "Gull"), None),
        ("same-ignoring-spelling", sides("Gul", Special.REFUSED), None),
        ("union", sides("goat cow", "hen goat"), "cow goat hen"),
        ("union", sides("goat", Special.DONT_KNOW), None),
        ("largest", sides("9", "10"), "10"),
        ("smallest", sides("9", "10"), "9"),
        ("largest", sides("2024-05-01", "2023-12-31"), "2024-05-01"),
        ("largest", sides("2024-05-01", "7"), None),
        ("largest", sides("many", "7"), None),
        ("largest", sides("NaN", "7"), None),
        ("later-in-registry-order", sides("a", "b", places=(5, 2)), "a"),
        ("later-in-registry-order", sides("a", "b", places=(5, None)), "b"),
        ("later-in-registry-order", sides("a", "b", places=(None, None)), None),
        (
            "registry-verified",
            sides("a", "b", whys=(Why.VERIFIED, Why.CORRECTED)),
            "a",
        ),
        ("registry-verified", sides("a", "b", whys=(Why.VERIFIED,) * 2), None),
        ("registry-verified", sides("a", "b"), None),
    ],
)
def test_a_policy_decides_as_its_name_says(policy, claimed, expected):
    answer = POLICIES[policy](claimed)

    assert answer == (None if expected is None else {"f": expected})


def test_only_the_registry_can_verify():
    claimed = [
        dataclasses.replace(claim, device=4)
        for claim in sides("a", "b", whys=(Why.VERIFIED, Why.CORRECTED))
    ]

    assert POLICIES["registry-verified"](claimed) is None
    assert not same(claimed[0].value, claimed[1].value)
