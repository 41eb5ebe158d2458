"""A laptop trusts the authority that its file brings, and for this registry no other."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.stories.people import BEES, Laptop, Registry
from tests.sync.a_proxy import Proxy

AREA = "PK53202"
DAY = timedelta(days=1)


def name(common):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def signed(subject, key, issuer, issuer_key, *extensions):
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(
        issuer_name=name(issuer),
        subject_name=name(subject),
        public_key=key.public_key(),
        serial_number=x509.random_serial_number(),
        not_valid_before=now - DAY,
        not_valid_after=now + DAY,
    )
    for extension in extensions:
        builder = builder.add_extension(extension, critical=False)
    return builder.sign(issuer_key, hashes.SHA256())


class Authority:
    """A district office that signs certificates for its own servers."""

    def __init__(self, common):
        self.common, self.key = common, ec.generate_private_key(ec.SECP256R1())
        ca = x509.BasicConstraints(ca=True, path_length=None)
        self.certificate = signed(common, self.key, common, self.key, ca)

    def write(self, file):
        file.write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM))
        return file

    def server(self, home):
        """Give the certificate and key of a server on loopback."""
        key = ec.generate_private_key(ec.SECP256R1())
        where = x509.SubjectAlternativeName([x509.DNSName("localhost")])
        issued = signed("localhost", key, self.common, self.key, where)
        cert, secret = home / "server.pem", home / "server.key"
        cert.write_bytes(issued.public_bytes(serialization.Encoding.PEM))
        secret.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        return cert, secret


@pytest.fixture
def office():
    return Authority("Demo office")


@pytest.fixture
def registry(tmp_path, office):
    cert, key = office.server(tmp_path)
    made = Registry(tmp_path)
    made.must("form", "publish", BEES)
    made.start("--cert", cert, "--key", key)
    yield made
    made.kill()


def enrolled(tmp_path, registry, authority):
    url = registry.told.replace("127.0.0.1", "localhost")
    file = tmp_path / "asha.indraj-laptop"
    pem = authority.write(tmp_path / "authority.pem")
    out = ("--out", file, "--url", url, "--ca", pem)
    registry.must("device", "add", "asha", "--area", AREA, *out)
    laptop = Laptop.unpacked(tmp_path, "asha")
    (told,) = laptop.must("device", "enrol", file)
    return laptop, told


def test_the_authority_of_the_file_is_trusted(tmp_path, registry, office):
    laptop, told = enrolled(tmp_path, registry, office)

    assert told["registry_reached"]
    assert laptop.sync()["waiting"] == 0


def test_another_authority_is_not_and_nothing_is_lost(tmp_path, registry):
    laptop, told = enrolled(tmp_path, registry, Authority("Somebody else"))

    assert not told["registry_reached"]
    assert "Nothing was lost" in laptop.refused(4, "sync")


def test_a_proxy_tunnels_and_the_pinned_authority_still_counts(
    tmp_path, registry, office
):
    laptop, _ = enrolled(tmp_path, registry, office)
    proxy = Proxy(password="word")

    laptop.must("device", "proxy", proxy.url())
    assert "proxy" in laptop.refused(4, "sync")
    laptop.must("device", "proxy", proxy.url("asha:word@"))
    assert laptop.sync()["waiting"] == 0

    (told,) = laptop.must("device", "info")
    assert told["proxy"] == proxy.url()
    assert [how for how, _ in proxy.seen] == ["CONNECT", "CONNECT"]
    assert "host:port" in laptop.refused(1, "device", "proxy", "proxy:3128")
    proxy.close()
