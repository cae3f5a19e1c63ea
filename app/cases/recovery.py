"""The recovery code: seven words that a person writes down, the only way into a dossier, and what they are worth to the server.

The server keeps no word of it. A peppered hash finds the dossier's row; what Argon2id makes of the words opens the dossier's private key.
"""

import hashlib
import hmac
import re
import secrets
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from threading import BoundedSemaphore

from argon2.low_level import Type, hash_secret_raw
from xkcdpass.xkcd_password import generate_wordlist

from app.platform.encryption import KEY_BYTES
from app.platform.errors import InvalidInput, msg

WORDS = 7
LONGEST_TYPED = 400
LETTERS = re.compile(r"[^\W\d_]+")

# Two at once: a burst of codes takes 128 MiB and two cores, and the rest of the program keeps answering.
_stretching_at_once = BoundedSemaphore(2)


@dataclass(frozen=True)
class Stretching:
    """What one Argon2id derivation costs: memory in KiB, passes, lanes. The defaults are RFC 9106's second recommended option."""

    memory: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    def to_text(self) -> str:
        """As kept on the dossier's row, so that a later change of cost locks nobody out."""
        return f"argon2id m={self.memory} t={self.passes} p={self.lanes}"

    @classmethod
    def from_text(cls, text: str) -> "Stretching":
        """The inverse of `to_text`. Raises ValueError."""
        found = re.fullmatch(r"argon2id m=(\d+) t=(\d+) p=(\d+)", text)
        if found is None:
            raise ValueError(f"not a derivation cost: {text}")
        return cls(*map(int, found.groups()))


@dataclass(frozen=True)
class RecoveryCode:
    """Seven words out of 7,772: 90.4 bits. It prints as nothing, lest it slip into a log; `text` is for the page that shows it."""

    words: tuple[str, ...] = field(repr=False)

    def __str__(self) -> str:
        return "RecoveryCode(hidden)"

    @property
    def text(self) -> str:
        """The words with single spaces, as shown to the person."""
        return " ".join(self.words)

    @classmethod
    def generate(cls) -> "RecoveryCode":
        """A new code from the system's random source."""
        words = sorted(word_list())
        return cls(tuple(secrets.choice(words) for _ in range(WORDS)))

    @classmethod
    def parse(cls, typed: str) -> "RecoveryCode":
        """The code that a person typed: capitals, line breaks, dashes, commas and numbering do not matter, the order does.

        Raises InvalidInput("code") with the first word that is on no list, or with the number of words when it is not seven.
        """
        if len(typed) > LONGEST_TYPED:
            raise InvalidInput("code", msg("A recovery code has {expected} words; this is much longer."), expected=WORDS)
        words = tuple(LETTERS.findall(unicodedata.normalize("NFKC", typed).lower()))
        for position, word in enumerate(words[:WORDS], start=1):
            if word not in word_list():
                message = msg("Word {position}, “{word}”, is not a word that our codes use. Please check its spelling.")
                raise InvalidInput("code", message, position=position, word=word)
        if len(words) != WORDS:
            raise InvalidInput("code", msg("A recovery code has {expected} words; you typed {count}."), expected=WORDS, count=len(words))
        return cls(words)

    def lookup(self, pepper: bytes) -> bytes:
        """What finds the dossier's row: 32 bytes that tell nothing without the pepper."""
        return hmac.digest(pepper, b"recovery code\0" + self.text.encode(), hashlib.sha256)

    def derive(self, salt: bytes, cost: Stretching) -> bytes:
        """The 32-byte key that wraps the dossier's private key. Slow on purpose (about 0.15 s); two at a time in a process."""
        with _stretching_at_once:
            return hash_secret_raw(self.text.encode(), salt, cost.passes, cost.memory, cost.lanes, KEY_BYTES, Type.ID)


@cache
def word_list() -> frozenset[str]:
    """The EFF's long list, as the package xkcdpass brings it, without its four words with a hyphen: people type dashes between words."""
    return frozenset(word for word in generate_wordlist("eff-long", min_length=3, max_length=9) if word.isalpha())
