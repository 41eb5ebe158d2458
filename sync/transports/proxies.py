"""Which proxy stands between this laptop and the registry, if any."""

from urllib.parse import urlsplit, urlunsplit
from urllib.request import getproxies

from requests.utils import select_proxy, should_bypass_proxies

from sync.errors import PeerRefused

FACT = "proxy"
"""Under what name a laptop keeps which proxy was chosen."""
DIRECT = "none"
"""In the place of an address: no proxy, whatever the system says."""
SCHEMES = ("http", "https")
HERE = ("127.0.0.1", "::1", "localhost")


class ProxyRefused(PeerRefused):
    """The proxy asks for a name and password, or for others than those given."""

    code = "sync.proxy_refused"


def is_proxy(address: str) -> bool:
    """Tell whether an address can be that of a proxy: http(s)://[name:word@]host."""
    try:
        parts = urlsplit(address)
        return parts.scheme in SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def proxy_to(url: str, chosen: str = "") -> str:
    """Give the proxy on the way to `url`, "" where there is none.

    `chosen` is an address, `DIRECT`, or "": then the system's settings count
    (`HTTPS_PROXY` and `NO_PROXY`, or those of Windows and macOS), but never for this
    computer itself.
    """
    if chosen:
        return "" if chosen == DIRECT else chosen
    if urlsplit(url).hostname in HERE or should_bypass_proxies(url, no_proxy=None):
        return ""
    return select_proxy(url, getproxies()) or ""


def told(address: str) -> str:
    """Give a proxy's address as it may be shown: without name and password."""
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, "", "", ""))
