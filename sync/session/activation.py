"""Activation codes: what a person is told once, and what a file keeps of it.

A code travels apart from the file, on paper or by telephone; the file keeps a salted
scrypt hash, so that whoever finds the stick cannot make somebody's laptop of it.
"""

import hashlib
import hmac
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O or U, so that nobody reads one letter as another."""
LETTERS_COUNT = 12  # 60 bits
GROUP = 4
SALT_BYTES = 16
NONCE_BYTES = 12
SEALED = b"indraj sealed with a code 1"
SCRYPT_COST = 2**14
SCRYPT_BLOCK = 8
SCRYPT_BYTES_MAX = 64 * 1024 * 1024
MISREAD = str.maketrans("ILO", "110")


@dataclass(frozen=True, slots=True)
class ProvisionedPerson:
    """One of the people who may begin with this file.

    `salt` and `code_hash` are empty where no activation code is asked of them;
    `name_ur` is empty where nobody wrote it.
    """

    id: str
    name: str
    name_ur: str = ""
    role: str = ""
    salt: bytes = b""
    code_hash: bytes = b""

    @property
    def needs_code(self) -> bool:
        """Tell whether an activation code is asked of this person."""
        return bool(self.code_hash)

    def accepts(self, code: str) -> bool:
        """Tell whether this is the person's code, however it was written (slow)."""
        if not self.needs_code:
            return True
        return hmac.compare_digest(self.code_hash, code_hash(code, self.salt))


def new_code(random: Callable[[int], bytes]) -> str:
    """Make a code such as K7QF-2M9X-PD4W."""
    letters = "".join(LETTERS[byte % 32] for byte in random(LETTERS_COUNT))
    starts = range(0, LETTERS_COUNT, GROUP)
    return "-".join(letters[at : at + GROUP] for at in starts)


def plain_code(typed: str) -> str:
    """Give a code without what makes no difference: case, dashes, spaces, script.

    This is also what a supervisor's reading key is sealed with.
    """
    kept = (
        str(unicodedata.decimal(letter, letter)) for letter in typed if letter.isalnum()
    )
    return "".join(kept).upper().translate(MISREAD)


def code_hash(code: str, salt: bytes) -> bytes:
    """Give what a file keeps of a code (slow on purpose)."""
    return hashlib.scrypt(
        plain_code(code).encode(),
        salt=salt,
        n=SCRYPT_COST,
        r=SCRYPT_BLOCK,
        p=1,
        maxmem=SCRYPT_BYTES_MAX,
        dklen=32,
    )


def seal_with_code(secret: bytes, code: str, random: Callable[[int], bytes]) -> bytes:
    """Seal what only the person with this code shall open (slow on purpose)."""
    salt, nonce = random(SALT_BYTES), random(NONCE_BYTES)
    return salt + nonce + AESGCM(code_hash(code, salt)).encrypt(nonce, secret, SEALED)


def open_with_code(sealed: bytes, code: str) -> bytes | None:
    """Open what was sealed with a code; None with another one (slow on purpose)."""
    salt, rest = sealed[:SALT_BYTES], sealed[SALT_BYTES:]
    nonce, body = rest[:NONCE_BYTES], rest[NONCE_BYTES:]
    try:
        return AESGCM(code_hash(code, salt)).decrypt(nonce, body, SEALED)
    except (InvalidTag, ValueError):
        return None
