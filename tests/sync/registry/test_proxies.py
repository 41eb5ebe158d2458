"""Offices put a proxy between: through it, with a password, and never by mistake."""

import pytest

from sync.errors import PeerUnreachable
from sync.run import exchange
from sync.transports import HttpTransport
from sync.transports.proxies import DIRECT, ProxyRefused, is_proxy, proxy_to, told
from tests.sync.a_proxy import Proxy
from tests.sync.registry.offices import NOW_MS, a_record, an_office, chance
from tests.sync.registry.test_http import a_provisioned, served


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return an_office(tmp_path_factory.mktemp("proxied"))


@pytest.fixture(scope="module")
def url(office):
    with served(office) as url:
        yield url


@pytest.fixture
def asking():
    proxy = Proxy(password="s3cret:@ /")
    yield proxy
    proxy.close()


def a_line(url, keys, proxy=""):
    return HttpTransport(
        url, keys, now=lambda: NOW_MS / 1000, random=chance(), proxy=proxy
    )


WHO = "asha:s3cret%3A%40%20%2F@"


def test_an_exchange_goes_through_a_proxy_that_asks_for_a_password(office, url, asking):
    laptop, keys = a_provisioned(office, "proxied", url)
    laptop.write(a_record(1), "q/text", "mud")

    result = exchange(laptop, a_line(url, keys, asking.url(WHO)), keys)

    assert (result.sent, result.waiting) == (1, 0)
    assert ("POST", f"{url}/exchange") in asking.seen


@pytest.mark.parametrize("who", ["", "asha:wrong@"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_is_not_satisfied_says_so(office, url, asking, who, scheme):
    laptop, keys = a_provisioned(office, f"declined{who}{scheme}", url)
    line = a_line(url.replace("http", scheme), keys, asking.url(who))

    with pytest.raises(ProxyRefused):
        exchange(laptop, line, keys)


def test_a_proxy_that_is_not_there_is_a_line_that_is_not_there(office, url):
    laptop, keys = a_provisioned(office, "nobody there", url)

    with pytest.raises(PeerUnreachable):
        exchange(laptop, a_line(url, keys, "http://127.0.0.1:9"), keys)


def test_the_system_s_proxy_counts_where_none_was_chosen(office, url, monkeypatch):
    proxy = Proxy()
    monkeypatch.setenv("HTTP_PROXY", proxy.url())
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    laptop, keys = a_provisioned(office, "by the system", url)
    there = url.replace("127.0.0.1", "registry.example")

    exchange(laptop, a_line(there, keys), keys)

    assert ("POST", f"{there}/exchange") in proxy.seen
    proxy.close()


def test_which_proxy_is_asked(monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://system:3128")
    monkeypatch.setenv("NO_PROXY", "inside.example")
    there = "https://registry.example"

    assert proxy_to(there) == "http://system:3128"
    assert proxy_to("https://a.inside.example") == ""
    assert proxy_to("https://127.0.0.1:8700") == ""
    assert proxy_to(there, "http://other:1") == "http://other:1"
    assert proxy_to(there, DIRECT) == ""


def test_an_address_is_shown_without_its_password():
    assert told("http://asha:s3cret@proxy:3128/x") == "http://proxy:3128"


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("http://proxy:3128", True),
        ("https://a:b@proxy", True),
        ("proxy:3128", False),
        ("socks5://proxy:1", False),
        ("http://", False),
        ("http://proxy:x", False),
        ("", False),
    ],
)
def test_what_is_the_address_of_a_proxy(address, good):
    assert is_proxy(address) is good
