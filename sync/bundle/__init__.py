"""Bundles: the exchange as sealed letters in one file, for where no line reaches.

A letter carries exactly what HTTP carries, the same request and the same answer; the
file around it says from outside what is in it, and nothing about anybody.
"""

from sync.bundle.errors import (
    BundleAltered,
    BundleCutShort,
    BundleEmpty,
    BundleForRegistry,
    BundleForSomebodyElse,
    BundleNewer,
    BundleOfOtherDistrict,
    BundleOfOtherRegistry,
    BundleRefused,
    BundleTooLarge,
    BundleUnwritten,
    NotABundle,
)
from sync.bundle.file import Bundle, open_bundle
from sync.bundle.letters import (
    Custody,
    DownLetter,
    UpLetter,
    decode_custody,
    decode_down,
    decode_up,
    encode_custody,
    encode_down,
    encode_up,
    proof_of_reading,
    question_of,
)
from sync.bundle.manifest import Envelope, Kind, Manifest
from sync.bundle.sealing import (
    fingerprint,
    identity_from,
    recipient_of,
    seal,
    unseal,
)
from sync.bundle.writing import write_bundle

__all__ = [
    "Bundle",
    "BundleAltered",
    "BundleCutShort",
    "BundleEmpty",
    "BundleForRegistry",
    "BundleForSomebodyElse",
    "BundleNewer",
    "BundleOfOtherDistrict",
    "BundleOfOtherRegistry",
    "BundleRefused",
    "BundleTooLarge",
    "BundleUnwritten",
    "Custody",
    "DownLetter",
    "Envelope",
    "Kind",
    "Manifest",
    "NotABundle",
    "UpLetter",
    "decode_custody",
    "decode_down",
    "decode_up",
    "encode_custody",
    "encode_down",
    "encode_up",
    "fingerprint",
    "identity_from",
    "open_bundle",
    "proof_of_reading",
    "question_of",
    "recipient_of",
    "seal",
    "unseal",
    "write_bundle",
]
