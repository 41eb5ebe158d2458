"""Somebody forgot their passphrase, far from everybody, and rings the office up."""

from tests.stories.people import PASSPHRASE, indraj


def test_the_office_reads_a_code_to_who_rings_up(tmp_path, registry, two_laptops):
    asha, _ = two_laptops
    key = tmp_path / "office.pem"
    registry.must("recovery", "make-key", key)
    asha.sync()
    (info,) = asha.must("device", "info")
    device = str(info["device"])
    assert [one["taken"] for one in info["office_codes"]] == [True]
    (here,) = registry.listed("recovery", "list")
    assert (here["laptop"], here["person"]) == ("asha", "p-asha")

    asked = ("recovery", "show", device, "--key", key, "--by", "Samina")
    (told,) = registry.listed(*asked, "--why", "Asha rang up")
    new = tmp_path / "new"
    new.write_text("a new passphrase\n", encoding="utf-8")
    code = tmp_path / "code"
    code.write_text(told["code"].lower().replace("-", " "), encoding="utf-8")
    opening = ("recover", "code", "--code-file", code, "--new-passphrase-file", new)
    assert indraj(*opening, store=asha.store).returncode == 0

    assert indraj(*opening, store=asha.store).returncode == 3
    assert indraj("sync", store=asha.store, passphrase=PASSPHRASE).returncode == 3
    done = indraj("sync", store=asha.store, passphrase="a new passphrase")
    assert done.returncode == 0, done.stderr
    (next_one,) = registry.listed(*asked)
    assert next_one["code"] != told["code"]
    whys = [(one["by"], one["why"]) for one in registry.listed("recovery", "journal")]
    assert whys == [("Samina", ""), ("Samina", "Asha rang up")]
    assert registry.run(*asked[:2], "99", *asked[3:]).returncode in (1, 4)
