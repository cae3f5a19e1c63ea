"""The sentences of notices for whoever has opened the dossier: there they may say what they are about."""

from app.cases.wording import alert_text
from app.platform.i18n import Translator
from app.watching.ledger import DATES_CHANGED, REPLY_WAITING
from app.watching.views import NoticeLine


def notice_text(line: NoticeLine, t: Translator) -> str:
    """One or two sentences, which name nobody."""
    _ = t.gettext
    if line.alert is not None:
        return alert_text(line.alert, t)
    day = t.format_date(line.about or line.on)
    if line.code == DATES_CHANGED:
        return _("The dates of this case were reckoned anew: the one that counts is now {date}.").format(date=day)
    if line.code == REPLY_WAITING:
        told = _("An answer came by mail on {date}. It waits until you have looked at it and said which day counts. It stops no clock.")
        return told.format(date=day)
    return _("An earlier reminder was about {date}.").format(date=day)
