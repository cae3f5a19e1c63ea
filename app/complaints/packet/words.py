"""The packet's own words, in the language of whoever reads it. The complaint's prose stands in its templates."""

from collections.abc import Mapping
from dataclasses import dataclass

from babel import Locale

from app.letters import kinds
from app.platform.errors import msg
from app.platform.i18n import Translator

TITLE = msg("Complaint file {reference}")
VOLUME = msg("Complaint file {reference}, volume {number} of {count}")

LABELS: Mapping[str, str] = {
    "contents": msg("Contents"),
    "part": msg("Part"),
    "pages": msg("Pages"),
    "page": msg("Page"),
    "number": msg("No."),
    "date": msg("Date"),
    "exhibit": msg("Exhibit"),
    "letter": msg("Complaint"),
    "chronology": msg("Chronology of the facts"),
    "exhibits": msg("List of exhibits"),
    "enclosed": msg("Exhibits"),
    "no_facts": msg("No fact is recorded yet."),
    "no_exhibits": msg("No exhibit is enclosed."),
    "inside": msg("Files inside"),
}

AS_REPORT: Mapping[str, str] = {
    TITLE: msg("Report file {reference}"),
    VOLUME: msg("Report file {reference}, volume {number} of {count}"),
    LABELS["letter"]: msg("Report"),
}
"""What is said where the authority takes reports and decides no complaint, as in Switzerland."""

REMARKS: Mapping[str, str] = {
    "encrypted": msg("This file is protected by a password: its pages cannot be shown here."),
    "broken": msg("This file is damaged, or not what its name says: nothing of it can be shown here."),
    "unknown_kind": msg("Files of this kind cannot be shown on paper."),
    "too_many_pages": msg("This file has more pages than can be bound: the first ones are shown."),
    "too_many_pixels": msg("This picture is too large to be opened safely: it is not shown here."),
    "too_long": msg("This file is longer than can be shown here: its beginning is shown."),
    "too_much_inside": msg("Unpacked, this archive would be enormous, as it is made to do harm: it was not unpacked."),
    "some_not_unpacked": msg("Not all of the files inside could be unpacked."),
    "picture_reduced": msg("This picture is shown at reduced size."),
    "mended": msg("This file is damaged. It is shown as far as it could be mended; parts of it may be missing."),
    "exceeded": msg("Reading this file took more time or memory than a file may: it is not shown here."),
    "empty": msg("There is nothing in this file."),
    "lost": msg("This file was kept with the case and cannot be read any more. What is told of it here was noted when it came."),
}
"""What the page of an exhibit says about its file, by the codes of `foreign.reading`."""

ORIGINAL = msg("The original is kept unchanged and can be handed over.")
FILE_FACTS: Mapping[str, str] = {"name": msg("File"), "size": msg("Size"), "sha256": msg("SHA-256")}
HEADS: Mapping[str, str] = {
    "From": msg("From"),
    "To": msg("To"),
    "Cc": msg("Copy to"),
    "Reply-To": msg("Reply to"),
    "Date": msg("Date"),
    "Subject": msg("Subject"),
    "Message-ID": msg("Message-ID"),
}
SIZE = msg("{size} bytes")
STAMP = msg("Exhibit {number}")
STAMP_PAGE = msg("{stamp} — {page}/{pages}")
FOOT = msg("File page {page}/{pages}")
ALTERNATIVE = msg("{what}, page {page} of {pages}")
ELSEWHERE = msg("vol. {volume}, {page}")
PRINTED_ANEW = msg("printed from the case as it stood that day")
WRITTEN_IN = msg("in {language}")


@dataclass(frozen=True, kw_only=True)
class Wording:
    """The few words of a bound PDF in its language, with their placeholders: "{stamp} — {page}/{pages}", "Page {page}/{pages}"."""

    language: str
    title: str
    stamp: str
    foot: str
    alternative: str


def labels(t: Translator, language: str) -> dict[str, str]:
    """The fixed words of the packet's pages."""
    return {**{code: t.gettext(words) for code, words in LABELS.items()}, "colon": kinds.words(language)["colon"]}


def stamp_of(number: str, t: Translator) -> str:
    """What is stamped on an exhibit before the number of its page; `number` is "3" or, for a file inside, "3.1"."""
    return t.gettext(STAMP).format(number=number)


def wording(title: str, t: Translator) -> Wording:
    """The words that binding needs."""
    return Wording(
        language=t.language,
        title=title,
        stamp=t.gettext(STAMP_PAGE),
        foot=t.gettext(FOOT),
        alternative=t.gettext(ALTERNATIVE),
    )


def stamped(t: Translator) -> list[str]:
    """All characters that stamps are made of."""
    return [stamp_of("0123456789.", t), t.gettext(STAMP_PAGE), t.gettext(FOOT), " 0123456789"]


def as_filed(words: str, *, report: bool) -> str:
    """The words for a complaint, or those for a report where there are others."""
    return AS_REPORT.get(words, words) if report else words


def written_in(language: str, t: Translator) -> str:
    """The remark about a letter that is in another language than the packet; "" where it is in the same."""
    if language in ("", t.language):
        return ""
    return t.gettext(WRITTEN_IN).format(language=Locale.parse(t.language).languages.get(language, language))


def size_text(size: int, t: Translator) -> str:
    """A size in bytes, its thousands set apart."""
    return t.gettext(SIZE).format(size=f"{size:,}".replace(",", "\u202f" if t.language == "fr" else ","))
