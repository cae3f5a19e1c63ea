"""What the completeness check is pre-filled with: proposals, each with its passage. The person decides, and only what she saves counts."""

from collections.abc import Mapping

from app.cases.passages import MAX_PASSAGE, find_words
from app.cases.statements import text_of
from app.cases.views import CaseView
from app.replies.completeness import Judged, last_check
from app.replies.findings import reply_of
from app.replies.suggestions import asked_on


def proposals(view: CaseView, reply_id: str) -> Mapping[str, Judged]:
    """What is proposed for each item of that reply, by code; nothing once the reply was checked. Raises NotFound."""
    reply, text = reply_of(view, reply_id), text_of(view, reply_id)
    if not text or last_check(view, reply_id):
        return {}
    from app.replies.analysis import Case  # noqa: PLC0415 - as in the next line
    from app.replies.analysis.items import items_in  # noqa: PLC0415 - as in `suggestions`: none of it before a reply is read

    right = view.request.right
    found = items_in(text, right, Case(right.value, asked_on(view), reply.on))
    said = {one.code: Judged(state=one.state.value, words=" ".join(text[one.start : one.end].split())) for one in found}
    return {code: one for code, one in said.items() if len(one.words) <= MAX_PASSAGE and find_words(text, one.words)}
