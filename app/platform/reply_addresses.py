"""The addresses under which answers to a case come in, and what of a mail's headers leads back to it.

An address holds the id of its case, encrypted as one block under a key of its own: nobody can make up an address of a case, nor tell from
one what the id is; no table is needed to find the case, and what was erased is found no more.
"""

import re
from base64 import b32decode, b32encode
from hashlib import sha256

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import ECB

from app.platform.encryption import derived_key
from app.platform.mailbox_settings import CASE

TOKEN = "[a-z2-7]{26}"  # noqa: S105 -- a pattern
PADDING = "======"
MOST_TOKENS = 20


class ReplyAddresses:
    """Makes and reads addresses. `template` is the setting, with {case} in it; `pepper` the secret of the installation's look-ups."""

    def __init__(self, template: str, pepper: bytes) -> None:
        self._template = template
        # One block of 16 bytes that are random themselves: a permutation is all that is wanted, so there is neither chain nor nonce.
        self._cipher = Cipher(AES256(derived_key(pepper, "reply addresses")), ECB())  # noqa: S305
        before, _, after = template.partition(CASE)
        address = rf"(?<![a-z2-7]){re.escape(before)}({TOKEN}){re.escape(after)}" if template else r"(?!)()"
        self._own = re.compile(rf"{address}|<({TOKEN})\.[0-9a-f]{{16}}@", re.IGNORECASE)

    @property
    def domain(self) -> str:
        """What stands behind the @."""
        return self._template.rpartition("@")[2]

    def of(self, case_id: str) -> str:
        """The address for answers to that case."""
        return self._template.replace(CASE, self._token(case_id))

    def message_id(self, case_id: str, content: bytes) -> str:
        """The Message-ID for a mail of that case: answers name it in their headers. The same content has the same one."""
        return f"<{self._token(case_id)}.{sha256(content).hexdigest()[:16]}@{self.domain}>"

    def cases_in(self, headers: str) -> tuple[str, ...]:
        """Ids that addresses and message ids in these headers stand for, in their order. Whether there is such a case is another matter."""
        found = [first or second for first, second in self._own.findall(headers)[:MOST_TOKENS]]
        return tuple(dict.fromkeys(filter(None, map(self._case, found))))

    def _token(self, case_id: str) -> str:
        encryptor = self._cipher.encryptor()
        return _spelt(encryptor.update(b32decode(case_id.upper() + PADDING)))

    def _case(self, token: str) -> str:
        """ "" for letters that no block of 16 bytes is spelt with."""
        block = b32decode(token.upper() + PADDING)
        return _spelt(self._cipher.decryptor().update(block)) if _spelt(block) == token.lower() else ""


def _spelt(block: bytes) -> str:
    return b32encode(block).decode("ascii").rstrip("=").lower()
