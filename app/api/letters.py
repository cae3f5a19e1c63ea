"""A letter as a program gets it: as a file, or as JSON with what a person should know before it goes out."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import Field
from starlette.responses import JSONResponse, Response

from app.api.controllers import Notice, warnings_of
from app.api.forms import FILES, NOTICES, PAPER, Form, letter_response
from app.api.wire import Strict
from app.complaints.case_letters import letter_file
from app.directory.controllers import Controller
from app.letters.drafts import Draft
from app.letters.formats import to_text
from app.platform.downloads import attachment
from app.platform.errors import msg
from app.platform.i18n import Translator
from app.platform.printing import Press

UNCOVERED = msg(
    "No font here has {characters}: on paper these characters are given in Latin letters, and a line says so. The e-mail and the text keep "
    "them as they were written."
)

To = Annotated[
    Literal["controller", "representative"],
    Query(description="Whom a letter to the controller is addressed to: itself, or its representative in the Union (Article 27 GDPR)."),
]


class RecipientOut(Strict):
    """Whom a letter goes to, as it stands on it."""

    name: str
    address: list[str]
    country: str
    email: str


class LetterOut(Strict):
    """A letter, without paper. `uncovered` are the characters that no font here has, each once; `notices` say that and more in words."""

    kind: str
    language: str = Field(examples=["fr"])
    reference: str
    on: str
    object: str
    recipient: RecipientOut
    text: str
    file_name: str
    uncovered: str
    notices: list[Notice]


LETTER: dict[str, Any] = {"model": LetterOut, **letter_response()}
"""The entry for 200 in `responses`."""

PAPER_LETTER: dict[str, Any] = {"model": LetterOut, **letter_response(PAPER)}
"""The same for what is signed by hand."""


def warnings_for(draft: Draft, controller: Controller, t: Translator) -> list[Notice]:
    """What to know of the controller before the letter goes out; nothing where it goes to somebody else."""
    return warnings_of(controller, t) if draft.recipient.name == controller.name else []


def letter_answer(draft: Draft, form: Form, press: Press, warnings: Sequence[Notice], t: Translator) -> Response:
    """The draft in that form. `warnings` are those of its recipient. Raises InvalidInput for what no page can hold."""
    notices = [*_uncovered(draft, t), *warnings]
    if form not in FILES:
        return JSONResponse(_told(draft, notices).model_dump(), headers={"Content-Language": t.language})
    file = letter_file(draft, form.value, press)
    answer = attachment(file.name, file.media_type, file.content)
    if notices:
        answer.headers[NOTICES] = ", ".join(notice.code for notice in notices)
    return answer


def _told(draft: Draft, notices: list[Notice]) -> LetterOut:
    to = draft.recipient
    return LetterOut(
        kind=draft.kind,
        language=draft.language,
        reference=draft.reference,
        on=draft.on.isoformat(),
        object=draft.object_line,
        recipient=RecipientOut(name=to.name, address=list(to.address), country=to.country, email=to.email),
        text=to_text(draft),
        file_name=draft.file_name,
        uncovered=draft.uncovered,
        notices=notices,
    )


def _uncovered(draft: Draft, t: Translator) -> list[Notice]:
    return [Notice(code="no_glyph", text=t.gettext(UNCOVERED).format(characters=draft.uncovered))] if draft.uncovered else []
