"""What was corrected in the answers of a case, made anonymous: shown first, and handed over only as it was shown."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.cases.views import CaseView
from app.law.limits import entry
from app.platform.downloads import attachment
from app.platform.text import clean_text
from app.replies.corrections import Correction, corrections, digest
from app.services import Services, Wired
from app.web.bodies import Form
from app.web.pages import reader, render
from app.web.sessions import Dossier, DossierOfForm

router = APIRouter(prefix="/case/{case_id}/corrections")

LONGEST = 2_000
"""Characters of the words that a person hides."""


@router.get("")
def show(request: Request, case_id: str, dossier: Dossier, wired: Wired) -> Response:
    """What would leave."""
    view = wired.store.case(dossier, case_id)
    return _shown(request, view, _found(wired, dossier, view, ""), "")


@router.post("")
def hand_over(request: Request, case_id: str, form: Form, dossier: DossierOfForm, wired: Wired) -> Response:
    """The file, if these lines were seen; else what would leave now, with what was typed."""
    view = wired.store.case(dossier, case_id)
    hide = clean_text(form.get("hide")[:LONGEST], "hide", LONGEST)
    found = _found(wired, dossier, view, hide)
    if found and form.get("take") and form.get("seen") == digest(found):
        return attachment("corrections.jsonl", "application/x-ndjson", "".join(one.line() for one in found).encode())
    return _shown(request, view, found, hide)


def _found(wired: Services, dossier: str, view: CaseView, hide: str) -> tuple[Correction, ...]:
    key = wired.store.key_for(dossier, view.public_id, "corrections")
    return corrections(view, key, [line for line in hide.splitlines() if line.strip()])


def _shown(request: Request, view: CaseView, found: tuple[Correction, ...], hide: str) -> Response:
    titles = {
        label: entry(label).title[reader(request).language] for one in found for label in (*one.entry["labels"], *one.entry["rejected"])
    }
    return render(request, "case/corrections.html", case_id=view.public_id, found=found, hide=hide, seen=digest(found), titles=titles)
