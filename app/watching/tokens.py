"""Tokens in links of mails and calendars. Whoever holds one may do the one thing that it is for; the database holds only hashes."""

import hmac
import secrets
from base64 import urlsafe_b64encode
from hashlib import sha256

NONCE_BYTES = 16


def new_nonce() -> bytes:
    """What a contact's tokens are made from."""
    return secrets.token_bytes(NONCE_BYTES)


def derived(pepper: bytes, purpose: str, nonce: bytes) -> str:
    """The token for that purpose: 256 bits that only the holder of the pepper can make anew, so that each mail can carry it."""
    digest = hmac.digest(pepper, f"token\0{purpose}\0".encode() + nonce, sha256)
    return urlsafe_b64encode(digest).decode("ascii").rstrip("=")


def random_token() -> str:
    """A token that nobody can make anew: 256 random bits."""
    return secrets.token_urlsafe(32)


def hashed(pepper: bytes, purpose: str, text: str) -> bytes:
    """What the database keeps of a token or an address."""
    return hmac.digest(pepper, f"{purpose}\0".encode() + text.encode("utf-8", "surrogatepass"), sha256)
