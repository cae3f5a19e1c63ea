"""A controller as letters and cases need it, the curated ones that ship with the program, and those a person types in."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Controller:
    """A controller one can write to. `country` is ISO 3166-1 alpha-2; `address` has no country line.

    `slug` is empty for one the person typed in. `regime` is "gdpr", or "police" where Art. 15 does not apply and the person must be redirected.
    """

    slug: str = ""
    name: str
    address: tuple[str, ...] = ()
    country: str
    email: str = ""
    webform: str = ""
    union_establishment: bool = True
    representative: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    regime: str = "gdpr"
    siren: str = ""
    languages: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    checked: str = ""
