"""The cases of a dossier at a glance. One that was damaged does not hide the others: it is named by what the index says of it."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from app.cases.casefile import CaseFile, find_dossier_keys
from app.cases.index import summary
from app.cases.keys import CaseIsSealed, DossierKeys, case_key_by_server
from app.cases.recording import records_of
from app.cases.tables import CaseRow, IndexRow
from app.cases.views import CaseSummary, Overview, UnreadableCase
from app.directory.directory import Lookup
from app.law.events import Recorded
from app.law.lifecycle import Assessment
from app.platform.encryption import MasterKeys
from app.platform.errors import Damaged, NotFound

Assess = Callable[[Sequence[Recorded]], Assessment]


def overview_of(session: Session, master: MasterKeys, dossier_id: str, assess: Assess, directory: Lookup) -> Overview:
    """All cases of a dossier, those that can be read in the order they were opened.

    Raises NotFound, and Damaged for the key of the dossier itself.
    """
    keys = find_dossier_keys(session, master, dossier_id)
    rows = session.exec(select(CaseRow).where(CaseRow.dossier_id == dossier_id).order_by(col(CaseRow.id))).all()
    readable: list[tuple[tuple[datetime, int], CaseSummary]] = []
    unreadable: list[UnreadableCase] = []
    for row in rows:
        try:
            readable.append(_read(session, keys, row, assess))
        except (Damaged, CaseIsSealed) as fault:
            unreadable.append(_named(session, row.id, directory, sealed=isinstance(fault, CaseIsSealed)))
    readable.sort(key=lambda each: each[0])
    return Overview(cases=tuple(line for _, line in readable), unreadable=tuple(unreadable))


def _read(session: Session, keys: DossierKeys, row: CaseRow, assess: Assess) -> tuple[tuple[datetime, int], CaseSummary]:
    """The case's place in the order, and its line."""
    case = CaseFile(row, case_key_by_server(keys, row))
    known = case.particulars()
    return (known.opened_at, known.order), summary(row.id, known, assess(records_of(case.links(session))))


def _named(session: Session, case_id: str, directory: Lookup, *, sealed: bool) -> UnreadableCase:
    """Of a controller that was typed in, the index keeps no name."""
    index = session.get(IndexRow, case_id)
    try:
        controller = directory.find(index.controller).name if index else ""
    except NotFound:
        controller = ""
    return UnreadableCase(public_id=case_id, controller=controller, sealed=sealed)
