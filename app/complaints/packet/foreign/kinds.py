"""What there is to show of a file, by its kind: as the parsers of replies tell kinds apart, and a few more that only exhibits are."""

import warnings
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from app.complaints.packet.foreign.documents import read_archive, read_json, read_mail, read_page, read_saved_mail, read_text
from app.complaints.packet.foreign.pdfs import read_pdf
from app.complaints.packet.foreign.pictures import read_picture
from app.complaints.packet.foreign.reading import REASONS, Reading, Unreadable
from app.platform.sandbox.task import Unreadable as Refused
from app.replies.parsers.kinds import PICTURES, Kind, kind_of

Reads = Callable[[bytes], Reading]

MORE_PICTURES = (b"GIF8", b"BM")
READS: Mapping[Kind, Reads] = {
    Kind.PDF: read_pdf,
    Kind.MAIL: read_mail,
    Kind.OUTLOOK: read_saved_mail,
    Kind.OLE: read_saved_mail,
    Kind.HTML: read_page,
    Kind.ZIP: read_archive,
    Kind.TEXT: read_text,
    **dict.fromkeys(PICTURES, read_picture),
}


def read(name: str, content: bytes) -> Reading:
    """What there is to show of the file; one that cannot be shown has a remark that says why."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # decoders warn of damage, and quote it
            return _reads(name, content)(content) if content else Reading(remarks=("empty",))
    except Unreadable as failure:
        return Reading(remarks=(failure.remark,))
    except Refused as refusal:
        return Reading(remarks=(REASONS.get(refusal.reason, "broken"),))
    except MemoryError:
        return Reading(remarks=("exceeded",))
    except Exception:  # a hostile file makes a decoder raise nearly anything, and all of it means the same to the reader
        return Reading(remarks=("broken",))


def _reads(name: str, content: bytes) -> Reads:
    """Raises Unreadable for a kind that nothing here reads."""
    kind, ending = kind_of(content, name), PurePosixPath(name.lower()).suffix
    if content.startswith(MORE_PICTURES):
        return read_picture
    if kind is Kind.OTHER and ending == ".pdf" and b"%PDF-" in content[:4096]:
        return read_pdf
    if kind is Kind.TEXT and (ending == ".json" or content.lstrip()[:1] in (b"{", b"[")):
        return read_json
    if kind not in READS:
        raise Unreadable("unknown_kind")
    return READS[kind]
