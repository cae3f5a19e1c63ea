"""Addresses that a link or a form brings along, to go to afterwards: never anything but a page of our own."""

LONGEST = 2_000
"""Characters of an address that is brought along."""


def own_path(wanted: str) -> str:
    """The wanted path if it is one of ours, else the start page: never another site ("//…", "\\…") or a second header."""
    ours = wanted.startswith("/") and not wanted.startswith("//") and "\\" not in wanted and wanted.isascii() and wanted.isprintable()
    return wanted if ours and len(wanted) < LONGEST else "/"


def behind_the_code(wanted: str) -> str:
    """The wanted page if it is one that only the code opens, else ""."""
    ours = own_path(wanted)
    return ours if ours.startswith(("/case/", "/dossier/")) else ""
