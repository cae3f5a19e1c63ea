"""What came of reading one foreign file, and how it travels out of the sandbox: a JSON head and byte strings."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from app.platform.sandbox import Reason


@dataclass(frozen=True)
class Inner:
    """A file inside the file: an attachment of a message, a member of an archive."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What there is to show of a file. `pdf` holds pages made anew; `lines` is its text, paragraph by paragraph, `facts` the heads of a
    message as (code, text); `inner` are the files inside, `listed` the names of all there are with their sizes in bytes.

    `remarks` are codes of what the reader must be told: one of REMARKS. Without pages and text, the first says why.
    """

    pdf: bytes = field(default=b"", repr=False)
    picture: bool = False
    facts: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()
    inner: tuple[Inner, ...] = ()
    listed: tuple[tuple[str, int], ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def shows_something(self) -> bool:
        """Whether anything of the file's content can be printed."""
        return bool(self.pdf or self.lines or self.facts or self.listed)


REMARKS = (
    "encrypted",
    "broken",
    "unknown_kind",
    "too_many_pages",
    "too_many_pixels",
    "too_long",
    "too_much_inside",
    "some_not_unpacked",
    "picture_reduced",
    "mended",
    "exceeded",
    "empty",
)
"""Everything that a reading may have to say; the words are the packet's."""


REASONS = {
    Reason.TOO_LONG: "exceeded",
    Reason.TOO_MUCH_MEMORY: "exceeded",
    Reason.TOO_MUCH_OUTPUT: "exceeded",
    Reason.CRASHED: "broken",
    Reason.FORBIDDEN: "broken",
    Reason.BROKEN: "broken",
    Reason.ENCRYPTED: "encrypted",
    Reason.UNSUPPORTED: "unknown_kind",
}
"""What is said of a file whose reading ended so. What is missing here is no fault of the file."""


class Unreadable(Exception):
    """The file cannot be shown; `remark` is one of REMARKS."""

    def __init__(self, remark: str) -> None:
        super().__init__(remark)
        self.remark = remark


def packed(reading: Reading) -> tuple[dict[str, Any], tuple[bytes, ...]]:
    """The reading as a JSON head and byte strings."""
    head = {
        "picture": reading.picture,
        "facts": reading.facts,
        "lines": reading.lines,
        "names": [inner.name for inner in reading.inner],
        "listed": reading.listed,
        "remarks": reading.remarks,
    }
    return head, (reading.pdf, *(inner.content for inner in reading.inner))


def unpacked(head: dict[str, Any], parts: Sequence[bytes]) -> Reading:
    """The inverse of `packed`. Raises KeyError, TypeError or ValueError for anything else: the sender is not trusted."""
    pdf, *contents = parts
    return Reading(
        pdf=bytes(pdf),
        picture=bool(head["picture"]),
        facts=tuple((str(code), str(text)) for code, text in head["facts"]),
        lines=tuple(str(line) for line in head["lines"]),
        inner=tuple(Inner(str(name), bytes(content)) for name, content in zip(head["names"], contents, strict=True)),
        listed=tuple((str(name), int(size)) for name, size in head["listed"]),
        remarks=tuple(remark for remark in head["remarks"] if remark in REMARKS),
    )
