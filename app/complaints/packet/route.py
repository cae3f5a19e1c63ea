"""Where and how the packet is filed: the authority's address, its online form, and what it asks of whoever turns to it."""

from collections.abc import Iterator

from babel import Locale

from app.complaints.packet.form import FormField
from app.directory.authorities import FROM_2027, PRIOR_CONTACT, REMARKS
from app.law.competence import Authority, in_union
from app.platform.errors import msg
from app.platform.i18n import translator

NAMES = {
    "authority": msg("Where to file"),
    "translate": msg("Translate before filing"),
    "online": msg("Online"),
    "post": msg("By post"),
    "first": msg("Must you have written to the organisation first?"),
    "special": msg("What is special here"),
}
WORKS_IN = msg("This authority works in {languages}; the file is in {language}.")


def filing(to: Authority, packet_language: str, language: str = "") -> list[FormField]:
    """What there is to know, code by code: in `language`, else in that of the packet. `to` is named in the packet's."""
    t = translator(language or packet_language)
    return [FormField(code=code, name=t.gettext(NAMES[code]), value=value) for code, value in _known(to, packet_language, t.language)]


def _known(to: Authority, packet_language: str, language: str) -> Iterator[tuple[str, str]]:
    t = translator(language)
    yield "authority", to.name
    if packet_language not in to.languages:
        spoken = Locale.parse(language).languages
        known = t.format_list([str(spoken.get(code, code)) for code in to.languages])
        yield "translate", t.gettext(WORKS_IN).format(languages=known, language=spoken.get(packet_language, packet_language))
    yield "online", to.complaint_url or to.site
    if to.address:
        yield "post", "\n".join(to.address)
    rules = [PRIOR_CONTACT[to.prior_contact], *([FROM_2027] if in_union(to.country) else [])]
    yield "first", " ".join(t.gettext(rule) for rule in rules)
    if to.remarks:
        yield "special", " ".join(t.gettext(REMARKS[code]) for code in to.remarks)
