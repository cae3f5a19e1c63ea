"""The keys of a dossier and its cases, and the ways to each.

Two ways lead to a case key, and neither needs the other. The server's: master key, then the dossier key it wraps, then the case key that
it wraps in turn (`key_for_server`). The person's: recovery code, then the dossier's private key, then the case key sealed to its public
key (`key_for_code`). A case can be opened later while the code is away, because sealing takes the public key only. To take the server's
way from a case, its `key_for_server` is dropped.
"""

import secrets
from dataclasses import dataclass, field

from app.cases.recovery import RecoveryCode, Stretching
from app.cases.tables import CaseRow, DossierRow
from app.platform.encryption import KEY_BYTES, MasterKeys, decrypt, encrypt, new_key, new_key_pair, place, seal, unseal
from app.platform.errors import SaisineError

SALT_BYTES = 16


class CaseIsSealed(SaisineError):
    """The server has no key to this case any more; only the recovery code opens it."""


@dataclass(frozen=True)
class DossierKeys:
    """What the server uses to open a dossier's cases (`secret`) and to seal new ones for the code (`public`)."""

    secret: bytes = field(repr=False)
    public: bytes


@dataclass(frozen=True, kw_only=True)
class DossierLocks:
    """All that a dossier's row keeps of its keys, by the names of its columns."""

    code_lookup: bytes
    code_salt: bytes
    code_cost: str
    key_for_code: bytes
    key_for_server: bytes


def new_dossier_keys(dossier_id: str, code: RecoveryCode, cost: Stretching, master: MasterKeys) -> tuple[DossierKeys, DossierLocks]:
    """Fresh keys for a dossier, and the locks that keep them for the code and for the server. Takes one derivation of the code.

    The public key is kept under the master key, not beside it: who can write to the database must not have new cases sealed to himself.
    """
    pair, salt = new_key_pair(), secrets.token_bytes(SALT_BYTES)
    keys = DossierKeys(new_key(), pair.public)
    locks = DossierLocks(
        code_lookup=code.lookup(master.pepper),
        code_salt=salt,
        code_cost=cost.to_text(),
        key_for_code=encrypt(code.derive(salt, cost), pair.private, place("dossier", "key_for_code", dossier_id)),
        key_for_server=master.wrap(keys.secret + keys.public, place("dossier", "key_for_server", dossier_id)),
    )
    return keys, locks


def private_key_by_code(code: RecoveryCode, dossier: DossierRow) -> bytes:
    """The dossier's private key, by the person's way. Raises DecryptionFailed for another code. Takes one derivation."""
    derived = code.derive(dossier.code_salt, Stretching.from_text(dossier.code_cost))
    return decrypt(derived, dossier.key_for_code, place("dossier", "key_for_code", dossier.id))


def dossier_keys_by_server(master: MasterKeys, dossier: DossierRow) -> DossierKeys:
    """The dossier's keys, by the server's way. Raises DecryptionFailed."""
    both = master.unwrap(dossier.key_for_server, place("dossier", "key_for_server", dossier.id))
    return DossierKeys(both[:KEY_BYTES], both[KEY_BYTES:])


def wrap_for_server(case_key: bytes, dossier: DossierKeys, case_id: str) -> bytes:
    """The case key under the dossier key."""
    return encrypt(dossier.secret, case_key, place("legal_case", "key_for_server", case_id))


def wrap_for_code(case_key: bytes, dossier: DossierKeys, case_id: str) -> bytes:
    """The case key sealed to the dossier's public key: the code is not needed for it."""
    return seal(dossier.public, case_key, place("legal_case", "key_for_code", case_id))


def case_key_by_server(dossier: DossierKeys, case: CaseRow) -> bytes:
    """The case key, by the server's way. Raises CaseIsSealed, DecryptionFailed."""
    if case.key_for_server is None:
        raise CaseIsSealed(case.id)
    return decrypt(dossier.secret, case.key_for_server, place("legal_case", "key_for_server", case.id))


def case_key_by_code(private_key: bytes, case: CaseRow) -> bytes:
    """The case key, by the person's way. Raises DecryptionFailed."""
    return unseal(private_key, case.key_for_code, place("legal_case", "key_for_code", case.id))
