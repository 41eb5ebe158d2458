"""The office says whose a household is, and what the road is like."""

ANSWERS = {"keeper": "Zarghuna", "valley": "Demo Kalam", "ring": "03000000012"}


def test_what_the_office_says_is_on_the_laptop_after_an_exchange(two_laptops, registry):
    asha, bilal = two_laptops
    home = asha.new(ANSWERS)
    asha.finish(home)
    asha.sync()
    (samina,) = registry.listed("person", "add", "Samina", "--role", "supervisor")
    registry.listed("person", "add", "Asha", "--id", "p-asha")

    registry.listed("assign", home, "p-asha")
    registry.listed("message", "The road is closed.", "--by", samina["person"])
    more = ("--by", samina["person"], "--to", "p-asha")
    registry.listed("message", "Begin below.", *more)

    for laptop in (asha, bilal):
        laptop.sync()
    (told,) = asha.must("office")
    assert told["households"] == [home]
    assert {one["text"] for one in told["messages"]} == {
        "The road is closed.",
        "Begin below.",
    }
    assert {one["by"] for one in told["messages"]} == {"Samina"}
    (told,) = bilal.must("office")
    assert (told["households"], len(told["messages"])) == ([], 1)


def test_nobody_is_told_nonsense(registry):
    (samina,) = registry.listed("person", "add", "Samina")
    by = ("--by", samina["person"])
    for words in (
        ("assign", "PK9", samina["person"]),
        ("assign", "PK53202", "nobody"),
        ("message", " ", *by),
        ("message", "x" * 2001, *by),
        ("message", "hello", "--by", "nobody"),
        ("message", "hello", *by, "--area", "PK9"),
    ):
        assert registry.run(*words).returncode == 1, words
