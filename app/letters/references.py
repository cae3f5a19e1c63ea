"""References that name a case on paper, and file names that give nothing away."""

import hashlib
import secrets

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that a reference survives handwriting and the telephone."""


def new_reference() -> str:
    """A fresh reference, "SAI-XXXX-XXXX": 40 random bits, enough to name a case and useless for opening one."""
    first, second = ("".join(secrets.choice(CROCKFORD) for _ in range(4)) for _ in range(2))
    return f"SAI-{first}-{second}"


def derived_reference(secret: str, name: str) -> str:
    """A reference that is always the same for one form and one letter of it; `secret` is the form's own random token."""
    number = int.from_bytes(hashlib.sha256(f"{secret}\0{name}".encode()).digest()[:5])
    digits = "".join(CROCKFORD[number >> 5 * place & 31] for place in range(8))
    return f"SAI-{digits[:4]}-{digits[4:]}"


def neutral_file_name(stem: str, reference: str, suffix: str) -> str:
    """A file name that tells a stranger nothing: the stem of the letter kind ("lettre") and the last characters of the reference."""
    tail = "".join(c for c in reference.upper() if c in CROCKFORD)[-4:]
    return f"{stem}-{tail}.{suffix}" if tail else f"{stem}.{suffix}"
