"""Telling the operator once a day that messages wait in the inbox: in the log, and by mail where mail is sent."""

import logging
from datetime import datetime

from app.cases.views import new_id
from app.mailbox.ledger import ArrivalLedger
from app.platform.i18n import translator
from app.platform.mail import Accepted, Mail, Mailer

log = logging.getLogger("saisine.mailbox")


def remind(inbox: ArrivalLedger, at: datetime, address: str, mailer: Mailer | None) -> int:
    """How many messages were told of. `at` is the instant in the installation's zone; with several workers, one of them tells."""
    count = inbox.to_tell(at.date())
    if count:
        log.warning("messages in the inbox: %d; saisine inbox shows them", count)
        if mailer is not None and address:
            with mailer.line() as line:
                outcome = line.send(_mail(count, at, address), lambda: True)
            if not isinstance(outcome, Accepted):
                log.warning("the mail about it did not leave: %s", type(outcome).__name__)
    return count


def _mail(count: int, at: datetime, address: str) -> Mail:
    t = translator("en")
    told = t.ngettext("{count} message waits in the inbox.", "{count} messages wait in the inbox.", count).format(count=count)
    how = t.gettext("They came in by mail and name no case that could be found. On the server, this shows them:")
    text = f"{told}\n\n{how}\nsaisine inbox\n"
    html = f"<p>{told}</p>\n<p>{how}<br><code>saisine inbox</code></p>\n"
    return Mail(id=new_id(), to=address, subject=told, text=text, html=html, language="en", at=at)
