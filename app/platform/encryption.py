"""Keys and sealed bytes: AES-256-GCM for what is stored, X25519 boxes for what only the recovery code may open, the server's master keys.

Every ciphertext is bound to its place by an authenticated label ("table·column·row"): moved anywhere else, it does not open.
"""

import json
import os
import secrets
import stat
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.platform.durable import sync_folder, write_new
from app.platform.errors import Damaged, SaisineError

KEY_BYTES = 32
NONCE_BYTES = 12
VERSION_BYTES = 4
FILE_FORMAT = 1


class DecryptionFailed(Damaged):
    """These bytes were not sealed with this key for this place, or were changed since."""


class MasterKeyError(SaisineError):
    """The master key file cannot be used; the message names it and says why."""


def new_key() -> bytes:
    """256 random bits."""
    return secrets.token_bytes(KEY_BYTES)


def place(table: str, column: str, row: str) -> str:
    """The label that binds a ciphertext to where it is stored."""
    return f"{table}·{column}·{row}"


def encrypt(key: bytes, plaintext: bytes, aad: str) -> bytes:
    """AES-256-GCM under a random 96-bit nonce: nonce, then ciphertext and tag (28 bytes more than the plaintext)."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plaintext, aad.encode())


def decrypt(key: bytes, sealed: bytes, aad: str) -> bytes:
    """The plaintext of `encrypt`. Raises DecryptionFailed for another key, another place or a changed byte."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], aad.encode())
    except (InvalidTag, ValueError) as error:  # ValueError: too short to hold a nonce at all
        raise DecryptionFailed(f"{aad} does not open") from error


def derived_key(key: bytes, purpose: str) -> bytes:
    """Another key, which tells nothing of the one it comes from and is lost with it (HKDF-SHA256)."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"saisine {purpose}".encode()).derive(key)


@dataclass(frozen=True)
class KeyPair:
    """An X25519 pair as raw bytes: anyone with `public` can seal, only `private` opens."""

    public: bytes
    private: bytes = field(repr=False)


def new_key_pair() -> KeyPair:
    """A fresh pair."""
    private = X25519PrivateKey.generate()
    return KeyPair(private.public_key().public_bytes_raw(), private.private_bytes_raw())


def seal(public: bytes, plaintext: bytes, aad: str) -> bytes:
    """Encrypt to a public key: a one-time public key, then what `encrypt` gives under the secret shared with it."""
    one_time = X25519PrivateKey.generate()
    sender = one_time.public_key().public_bytes_raw()
    shared = one_time.exchange(X25519PublicKey.from_public_bytes(public))
    return sender + encrypt(_box_key(shared, sender, public), plaintext, aad)


def unseal(private: bytes, sealed: bytes, aad: str) -> bytes:
    """The plaintext of `seal`. Raises DecryptionFailed."""
    own, sender = X25519PrivateKey.from_private_bytes(private), sealed[:KEY_BYTES]
    try:
        shared = own.exchange(X25519PublicKey.from_public_bytes(sender))
    except ValueError as error:  # not a public key, or one that would give everybody the same secret
        raise DecryptionFailed(f"{aad} does not open") from error
    return decrypt(_box_key(shared, sender, own.public_key().public_bytes_raw()), sealed[KEY_BYTES:], aad)


def _box_key(shared: bytes, sender: bytes, recipient: bytes) -> bytes:
    """Both public keys enter the derivation, so that a box fits one pair of ends only."""
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"saisine box 1" + sender + recipient).derive(shared)


class MasterKeys:
    """The server's versioned master keys, and the pepper of its look-ups, which stays the same when keys change.

    Wrapped keys start with the version that wrapped them, so that older ones keep opening after a newer key was added.
    """

    def __init__(self, keys: dict[int, bytes], current: int, pepper: bytes) -> None:
        if current not in keys or any(len(key) != KEY_BYTES for key in keys.values()) or len(pepper) != KEY_BYTES:
            raise ValueError("master keys need a current version, and 32 bytes for every key and for the pepper")
        self._keys = dict(keys)
        self.current = current
        self.pepper = pepper

    @classmethod
    def create(cls) -> "MasterKeys":
        """Fresh keys, version 1, held in memory only."""
        return cls({1: new_key()}, 1, new_key())

    @classmethod
    def load_or_create(cls, path: Path, data_dir: Path) -> "MasterKeys":
        """The keys of the file, made at the first start.

        Raises MasterKeyError when the file lies in the data folder (a thief of the data must not find the key beside it), when others may
        read it, or when it is damaged.
        """
        if path.resolve().is_relative_to(data_dir.resolve()):
            raise MasterKeyError(f"The master key file {path} lies inside the data folder {data_dir}; keep it elsewhere")
        try:
            if not path.exists():
                _create_once(path, cls.create()._to_json())
            return cls._from_json(path, _read_private(path))
        except OSError as error:
            raise MasterKeyError(f"The master key file {path} cannot be read or made: {error.strerror}") from error

    def wrap(self, key: bytes, aad: str) -> bytes:
        """`key` encrypted under the current master key."""
        return self.current.to_bytes(VERSION_BYTES, "big") + encrypt(self._keys[self.current], key, aad)

    def unwrap(self, wrapped: bytes, aad: str) -> bytes:
        """The key of `wrap`. Raises DecryptionFailed, also when its master key is no longer known."""
        version = int.from_bytes(wrapped[:VERSION_BYTES], "big")
        if version not in self._keys:
            raise DecryptionFailed(f"{aad} was wrapped under master key {version}, which the key file does not hold")
        return decrypt(self._keys[version], wrapped[VERSION_BYTES:], aad)

    def _to_json(self) -> bytes:
        keys = {str(version): b64encode(key).decode() for version, key in self._keys.items()}
        document = {"format": FILE_FORMAT, "current": self.current, "keys": keys, "pepper": b64encode(self.pepper).decode()}
        return json.dumps(document, indent=1).encode()

    @classmethod
    def _from_json(cls, path: Path, text: bytes) -> "MasterKeys":
        try:
            document: dict[str, Any] = json.loads(text)
            if document["format"] != FILE_FORMAT:
                raise MasterKeyError(f"The master key file {path} has format {document['format']}; this program reads format {FILE_FORMAT}")
            keys = {int(version): b64decode(key, validate=True) for version, key in document["keys"].items()}
            return cls(keys, document["current"], b64decode(document["pepper"], validate=True))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            # The parser's own message could quote the file, so only its type is told.
            raise MasterKeyError(f"The master key file {path} is damaged ({type(error).__name__}); restore it from your copy") from None


def _create_once(path: Path, content: bytes) -> None:
    """Write the file whole or not at all; of two programs that start at once, the first one's file stays."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    write_new(draft, content)
    try:
        os.link(draft, path)
    except FileExistsError:
        return  # The other program was faster, and its keys are the ones to use.
    finally:
        draft.unlink()
    sync_folder(path.parent)


def _read_private(path: Path) -> bytes:
    with path.open("rb") as file:
        mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
        if mode & 0o077:
            raise MasterKeyError(f"The master key file {path} can be read by others (mode {mode:04o}); run: chmod 600 {path}")
        return file.read()
