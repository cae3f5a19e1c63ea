"""The imported list in the database: reading it, and replacing it as a whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Engine, delete, insert, select, tuple_
from sqlmodel import Session

from app.directory.imports import Archive, Skipped
from app.directory.records import READING, Kind, Record, is_slug
from app.directory.tables import DirectoryImportRow, DirectoryRecordRow
from app.platform.database import reading, writing
from app.platform.tables import Row

RECORDS = Row.metadata.tables[str(DirectoryRecordRow.__tablename__)]
THE_ONLY_ROW = 1
AT_ONCE = 300
"""Rows named in one statement: databases limit how many values one may carry."""

Key = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Report:
    """What an import did. Controllers are named by slug, records of other kinds with their kind before it ("obsolete/example").

    `kept` stand as they were last read, since what the list says of them now is damaged. `counts` says how many records of each kind there
    are now. `not_modified`: the server said that the archive is still the same.
    """

    generation: int
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    unchanged: int = 0
    skipped: tuple[Skipped, ...] = ()
    remarks: tuple[Skipped, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    not_modified: bool = False


def generation(engine: Engine) -> int:
    """The number of imports that changed something; 0 before the first."""
    with reading(engine) as session:
        row = session.get(DirectoryImportRow, THE_ONLY_ROW)
        return row.generation if row else 0


def etag(engine: Engine, source: str) -> str:
    """What the server called the archive last imported from `source`; "" when it must be read anew."""
    with reading(engine) as session:
        row = session.get(DirectoryImportRow, THE_ONLY_ROW)
        return row.etag if row and row.source == source and row.reading == READING else ""


def imported_on(engine: Engine) -> date | None:
    """The day of the last import; None before the first."""
    with reading(engine) as session:
        row = session.get(DirectoryImportRow, THE_ONLY_ROW)
        return row.imported_on if row else None


def content(engine: Engine, kind: Kind, slug: str) -> str | None:
    """The JSON of one record, or None."""
    if not is_slug(slug):
        return None
    with reading(engine) as session:
        row = session.get(DirectoryRecordRow, (kind.value, slug))
        return row.content if row else None


def has_named(session: Session, slug: str) -> bool:
    """Whether the list names a controller so, one that is no longer written to included."""
    kinds = (Kind.CONTROLLER.value, Kind.OBSOLETE.value)
    named = select(RECORDS.c.slug).where(RECORDS.c.kind.in_(kinds), RECORDS.c.slug == slug)
    return is_slug(slug) and session.connection().execute(named).first() is not None


def contents(engine: Engine, kind: Kind) -> dict[str, str]:
    """The JSON of all records of a kind, by slug, in the order of the slugs."""
    wanted = select(RECORDS.c.slug, RECORDS.c.content).where(RECORDS.c.kind == kind.value)
    with reading(engine) as session:
        return {str(slug): str(text) for slug, text in sorted(session.connection().execute(wanted))}


def not_modified(engine: Engine) -> Report:
    """The report of an import that had nothing to read."""
    with reading(engine) as session:
        kinds = [str(kind) for (kind,) in session.connection().execute(select(RECORDS.c.kind))]
    counts = {kind.value: kinds.count(kind.value) for kind in Kind}
    return Report(generation=generation(engine), unchanged=len(kinds), counts=counts, not_modified=True)


def replace(engine: Engine, archive: Archive, *, source: str, etag: str, today: date) -> Report:
    """Makes the list what the archive says, in one transaction: all of it, or nothing where that is interrupted."""
    new = {(record.kind.value, record.slug): record for record in archive.records.values()}
    with writing(engine) as session:
        connection = session.connection()
        old = {(str(kind), str(slug)): str(digest) for kind, slug, digest in connection.execute(_DIGESTS)}
        added, absent = sorted(new.keys() - old.keys()), sorted(old.keys() - new.keys())
        kept = [(kind, slug) for kind, slug in absent if archive.still_lists(Kind(kind), slug)]
        removed = [key for key in absent if key not in kept]
        changed = sorted(key for key in new.keys() & old.keys() if new[key].digest != old[key])
        _delete(session, [*removed, *changed])
        if fresh := [_values(new[key]) for key in (*added, *changed)]:
            connection.execute(insert(RECORDS), fresh)
        number = _stand(session, source, etag, today, moved=bool(added or changed or removed))
    return Report(
        generation=number,
        added=_named(added),
        changed=_named(changed),
        removed=_named(removed),
        kept=_named(kept),
        unchanged=len(new) - len(added) - len(changed),
        skipped=tuple(archive.skipped),
        remarks=tuple(archive.remarks),
        counts={kind.value: sum(found == kind.value for found, _ in (*new, *kept)) for kind in Kind},
    )


_DIGESTS = select(RECORDS.c.kind, RECORDS.c.slug, RECORDS.c.digest)


def _delete(session: Session, keys: list[Key]) -> None:
    for start in range(0, len(keys), AT_ONCE):
        session.connection().execute(delete(RECORDS).where(tuple_(RECORDS.c.kind, RECORDS.c.slug).in_(keys[start : start + AT_ONCE])))


def _stand(session: Session, source: str, etag: str, today: date, *, moved: bool) -> int:
    """Notes where the list stands, and gives its generation: a new one only if something moved."""
    row = session.get(DirectoryImportRow, THE_ONLY_ROW)
    number = (row.generation if row else 0) + moved
    fresh = DirectoryImportRow(id=THE_ONLY_ROW, generation=number, reading=READING, source=source, etag=etag, imported_on=today)
    session.merge(fresh)
    return number


def _values(record: Record) -> dict[str, str]:
    return {"kind": record.kind.value, "slug": record.slug, "digest": record.digest, "content": record.content}


def _named(keys: Iterable[Key]) -> tuple[str, ...]:
    return tuple(slug if kind == Kind.CONTROLLER else f"{kind}/{slug}" for kind, slug in keys)
