"""Addresses: those that a link or a form brings along to go to afterwards, never anything but a page of our own; and those in a text."""

import re

from markupsafe import Markup

LONGEST = 2_000
"""Characters of an address that is brought along."""

IN_TEXT = re.compile(r"https://[^\s<>\"']*[\w/=#-]")
"""An encrypted address, without what ends a sentence after it."""


def own_path(wanted: str) -> str:
    """The wanted path if it is one of ours, else the start page: never another site ("//…", "\\…") or a second header."""
    ours = wanted.startswith("/") and not wanted.startswith("//") and "\\" not in wanted and wanted.isascii() and wanted.isprintable()
    return wanted if ours and len(wanted) < LONGEST else "/"


def behind_the_code(wanted: str) -> str:
    """The wanted page if it is one that only the code opens, else ""."""
    ours = own_path(wanted)
    return ours if ours.startswith(("/case/", "/dossier/")) else ""


def linked(text: str) -> Markup:
    """The text as HTML, its https addresses as links that do not say where one comes from."""
    link = Markup('<a href="{0}" rel="noreferrer">{0}</a>')
    words, links = IN_TEXT.split(text), map(link.format, IN_TEXT.findall(text))
    return Markup("").join(part for pair in zip(words, [*links, ""], strict=True) for part in pair)
