"""The two screens on which a recorded reply is worked on: read with its marks, and checked item by item."""

from dataclasses import dataclass
from typing import Any

from fastapi import Request
from starlette.responses import Response

from app.cases.views import CaseView
from app.platform.i18n import Translator
from app.replies.completeness import Judged
from app.replies.suggestions import suggestions
from app.services import Services
from app.web.case_form import new_token
from app.web.case_list import asked
from app.web.forms.kept import Kept
from app.web.forms.view import FormView
from app.web.original_pages import Originals
from app.web.pages import reader, render
from app.web.reading_page import EXTENTS, FURTHEST, STATES, check_rows, offers, reading_page

TOLD = ("marked", "removed", "rejected", "checked", "reconsidered", "changed", "corrected")
"""What the page may say has just been done, as words of its address."""


@dataclass(frozen=True, kw_only=True)
class Screens:
    """Where the screens of a reply find what they show. `kept` when a form on them comes back after the code."""

    request: Request
    wired: Services
    dossier: str
    view: CaseView
    reply_id: str
    kept: Kept | None = None

    def read(self, shown: FormView) -> Response:
        """The reply with its marks: 200, or 422 with a mistake in what was sent. Raises NotFound."""
        t = reader(self.request)
        known = self.wired.known.confirmed_elsewhere(self.dossier, self.view, self.reply_id)
        files = Originals(store=self.wired.store, sandbox=self.wired.sandbox, dossier=self.dossier)
        return render(
            self.request,
            "case/reading.html",
            status=422 if shown.problems else 200,
            page=reading_page(self.view, self.reply_id, t),
            offers=offers(suggestions(self.view, self.reply_id, known), t),
            originals=files.of(self.view, self.reply_id, t),
            told=next((word for word in TOLD if word in self.request.query_params), ""),
            undo=self.request.query_params.get("corrected", ""),
            extents=[(value, t.gettext(words)) for value, (words, _) in EXTENTS.items()],
            furthest=FURTHEST,
            **self._common(shown, t),
        )

    def check(self, shown: FormView) -> Response:
        """Item by item, as judged before, or as just sent with a mistake in it. Raises NotFound."""
        t = reader(self.request)
        rows, page = check_rows(self.view, self.reply_id, t), reading_page(self.view, self.reply_id, t)
        if not shown.values:
            shown = FormView({name: (value,) for row in rows for name, value in _typed(row.code, row.judged)}, shown.problems)
        letter = "letter" in self.request.query_params
        status, context = 422 if shown.problems else 200, self._common(shown, t)
        return render(self.request, "case/check.html", status=status, page=page, rows=rows, states=STATES, letter=letter, **context)

    def _common(self, shown: FormView, t: Translator) -> dict[str, Any]:
        asks = self.view.request
        return {
            "case_id": self.view.public_id,
            "asked": asked(asks.right, asks.controller.name, t),
            "form": shown,
            "kept": self.kept,
            "submit_token": shown.value("submit_token") or new_token(),
        }


def _typed(code: str, judged: Judged) -> tuple[tuple[str, str], ...]:
    return (f"state_{code}", judged.state), (f"words_{code}", judged.words)
