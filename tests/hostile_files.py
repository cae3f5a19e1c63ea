"""More than two hundred files made to hurt whoever reads them, by code alone: `hostile_files()` yields their names and bytes.

None holds anything harmful to a person: they are large, deep, circular, contradictory or torn. The same call gives the same bytes.
"""

from collections.abc import Iterator

from tests.hostile import archives, mails, olefiles, pages, pdfs, pictures

Named = tuple[str, bytes]


def hostile_files() -> Iterator[Named]:
    """Each with a name that says what is wrong with it, and with the extension of what it claims to be."""
    for kind in (pdfs, pictures, archives, mails, olefiles, pages):
        yield from kind.hostile()
