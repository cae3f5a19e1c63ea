"""What a person should know before she writes to a controller of the imported list, in words."""

from collections.abc import Mapping

from app.platform.errors import msg

WORDS: Mapping[str, str] = {
    "scraped": msg(
        "Nobody has checked this address: a program read it from a page. Compare it with the organisation’s own privacy notice."
    ),
    "asks_for_id": msg(
        "This organisation is known to ask for an identity document. You need not send one now: it may only ask where it has reasonable "
        "doubts about who you are (GDPR Art. 12(6))."
    ),
}
"""Sentences by the codes of `Controller.warnings`."""

REASONS: Mapping[str, str] = {
    "company-defunct": msg("it no longer exists"),
    "company-merged": msg("it became part of another one"),
    "company-acquired": msg("it was taken over by another one"),
    "duplicate": msg("it is listed under another name"),
    "gdpr-not-applicable": msg("the GDPR does not apply to it"),
    "out-of-scope": msg("it is not one to write to"),
}
"""Why a record of the list is obsolete, by the list's own codes."""

NO_LONGER = msg("it is no longer one to write to")
