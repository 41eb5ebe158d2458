"""Contents in a store that speaks S3's protocol: one bucket, several registries.

Needs the `s3` extra, which finds credentials where programs for such stores do: in the
environment, in `~/.aws`, or from the machine's role. None of them pass through here.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from importlib import import_module
from tempfile import SpooledTemporaryFile
from typing import Any
from urllib.parse import parse_qs, urlsplit

from sync.registry.errors import BodiesUnreachable

MEMORY_BYTES_MAX = 8 * 1024 * 1024
ANYWHERE, REGION = "https://s3.amazonaws.com", "us-east-1"
MISSING = "NoSuchKey"
CONNECT_SECONDS, SILENCE_SECONDS, TRIES = 10, 60, 2


class S3Bodies:
    """Contents as objects of a bucket, under a prefix and their hash."""

    def __init__(self, client: Any, bucket: str, prefix: str) -> None:
        self.client = client
        self.bucket = bucket
        self.prefix = prefix

    def put(self, digest: bytes, content: Iterable[bytes]) -> None:
        """Keep a content; an object appears whole or not at all."""
        with SpooledTemporaryFile(MEMORY_BYTES_MAX) as file, unreachable():
            for block in content:
                file.write(block)
            size = file.tell()
            file.seek(0)
            self.client.put_object(self.bucket, self._name(digest), file, size)

    def read(self, digest: bytes, offset: int, length: int) -> bytes | None:
        """Give so many bytes from `offset` on; None where the content is not here."""
        name = self._name(digest)
        with unreachable():
            try:
                found = self.client.get_object(self.bucket, name, offset, length)
            except import_module("minio.error").S3Error as failure:
                if failure.code == MISSING:
                    return None
                raise
            with closing(found):
                content: bytes = found.read()
            found.release_conn()
            return content

    def erase(self, digest: bytes) -> None:
        """Let go of a content; a bucket that keeps versions must be told by its own."""
        with unreachable():
            self.client.remove_object(self.bucket, self._name(digest))

    def _name(self, digest: bytes) -> str:
        return self.prefix + digest.hex()


def s3_bodies(address: str) -> S3Bodies:
    """Open `s3://BUCKET/PREFIX?endpoint=URL&region=NAME`.

    Without an endpoint it is Amazon's. Raises `BodiesUnreachable` without the extra.
    """
    parts = urlsplit(address)
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    endpoint = urlsplit(asked.get("endpoint", ANYWHERE))
    prefix = parts.path.strip("/")
    try:
        minio, given = import_module("minio"), import_module("minio.credentials")
    except ImportError as cause:
        raise BodiesUnreachable("the s3 extra is not installed") from cause
    urllib3 = import_module("urllib3")
    chain = [given.EnvAWSProvider(), given.AWSConfigProvider(), given.IamAwsProvider()]
    client = minio.Minio(
        endpoint.netloc,
        region=asked.get("region", REGION),
        secure=endpoint.scheme == "https",
        credentials=given.ChainedProvider(chain),
        http_client=urllib3.PoolManager(
            timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=SILENCE_SECONDS),
            retries=urllib3.Retry(total=TRIES, backoff_factor=0.2),
        ),
    )
    return S3Bodies(client, parts.netloc, f"{prefix}/" if prefix else "")


@contextmanager
def unreachable() -> Iterator[None]:
    """Turn whatever the store or the line to it does not do into one failure."""
    refused = import_module("minio.error").MinioException
    silent = import_module("urllib3.exceptions").HTTPError
    try:
        yield
    except (refused, silent, OSError, ValueError) as cause:
        raise BodiesUnreachable(type(cause).__name__) from cause
