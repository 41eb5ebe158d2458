"""The provisioning file of one laptop: made here, taken there without a network."""

from collections.abc import Sequence

from sync.registry.devices import add_device
from sync.registry.office import URL, Office
from sync.session.provisioned import Provisioned, write_provisioning


def provision(
    office: Office, name: str, codes: Sequence[str], *, url: str = "", ca: str = ""
) -> tuple[int, bytes]:
    """Add a laptop and give its number and the signed file to set it up from."""
    number, secret = add_device(office, name, codes)
    with office.storage.reading() as books:
        given = Provisioned(
            url=url or books.setting(URL),
            registry=office.id,
            registry_key=office.key.public,
            device=number,
            name=name,
            enrol_token=secret,
            areas=tuple(codes),
            forms=books.forms.newest(),
            ca=ca,
        )
    return number, write_provisioning(given, office.key.sign)
