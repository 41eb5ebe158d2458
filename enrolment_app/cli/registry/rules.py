"""`indraj registry rules`: what every laptop provisioned from now on is told."""

import json

import click

from enrolment_app.cli.registry.desk import Desk, placed

# What laptops know: a rule that none of them has would be obeyed by none.
RULES = {
    "attachment_kib": "that photos and files may cost in one exchange; 0 for none",
    "idle_minutes": "until an untouched laptop locks itself",
    "screenshots": "1: pictures of the window are let be taken, 0: not",
    "passphrase_length_min": "letters of a new passphrase at least",
    "silent_days": "after which a supervisor is told of a silent laptop",
}
KEY_BYTES = 32
DIGITS_MAX = 9


@click.command()
@click.argument("rules", nargs=-1, metavar="[NAME=NUMBER]...")
@click.option(
    "--recovery-key",
    default="",
    metavar="HEX",
    help="Public half of the province's key, from `indraj recover make-key`.",
)
@placed
def rules(desk: Desk, rules: tuple[str, ...], recovery_key: str) -> None:
    """Set rules and recovery key of laptops provisioned from now on; show them.

    NAME= without a number takes a rule back.
    """
    from sync.registry.office import POLICIES, RECOVERY_KEY
    from sync.registry.provisioning import policies

    changes = [rule_of(text) for text in rules]
    key = key_of(recovery_key) if recovery_key else ""
    with desk.changing() as books:
        now = policies(books)
        for name, number in changes:
            now.pop(name, None)
            if number is not None:
                now[name] = number
        books.put_setting(POLICIES, json.dumps(now))
        if key:
            books.put_setting(RECOVERY_KEY, key)
        key = books.setting(RECOVERY_KEY)
    if desk.as_json:
        desk.say({"rules": now, "recovery_key": key}, "")
        return
    for name, number in now.items():
        click.echo(f"{name}={number}  {RULES.get(name, '')}")
    click.echo(f"recovery key: {key or 'none'}")


def rule_of(text: str) -> tuple[str, int | None]:
    """Read `NAME=NUMBER`, or `NAME=` for no such rule."""
    name, sign, number = text.partition("=")
    if name not in RULES:
        known = ", ".join(RULES)
        raise click.BadParameter(f"{name!r} is no rule; there are {known}")
    if not sign or (number and not (number.isascii() and number.isdecimal())):
        raise click.BadParameter(f"{text!r} is no NAME=NUMBER")
    if len(number) > DIGITS_MAX:
        raise click.BadParameter(f"{name} is a number of {DIGITS_MAX} digits at most")
    return name, int(number) if number else None


def key_of(text: str) -> str:
    """Read a public key in hexadecimal."""
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise click.BadParameter("64 hexadecimal digits", param_hint="--recovery-key")
    return key.hex()
