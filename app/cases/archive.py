"""A case as it is handed over: everything that is kept of it, opened, with its chain of records so that anyone can check it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlmodel import Session

from app.cases.casefile import CaseFile
from app.cases.chain import Link
from app.cases.particulars import Particulars
from app.cases.views import FileInfo
from app.platform.files import BlobStore


@dataclass(frozen=True, kw_only=True)
class CaseArchive:
    """All of a case. `links` are its records with salts and hashes; `content` gives a file's bytes by its id.

    `intact` is False when the chain shows that a record was changed, removed or moved.
    """

    public_id: str
    particulars: Particulars
    links: tuple[Link, ...]
    files: tuple[FileInfo, ...]
    intact: bool
    content: Callable[[str], bytes] = field(repr=False)


def archive_of(case: CaseFile, session: Session, blobs: BlobStore) -> CaseArchive:
    """Everything that is kept of an opened case. Its files' contents are read one by one, when they are asked for."""
    links, files = case.links(session), case.files(session)
    return CaseArchive(
        public_id=case.row.id,
        particulars=case.particulars(),
        links=links,
        files=tuple(sorted((info for info, _ in files.values()), key=lambda info: (info.added_on, info.name, info.id))),
        intact=case.intact(links),
        content=lambda file_id: case.content(file_id, files[file_id][1], blobs),
    )
