"""Mails as programs write them, made by code: with the headers, the structure and the quirks that each of them has."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default

HEADERS = {
    "From": "Service clients <dpo@example.org>",
    "To": "Camille Exemple <camille@example.org>",
    "Date": "Tue, 10 Mar 2026 23:40:00 +0000",
    "Message-ID": "<reply-1@example.org>",
    "In-Reply-To": "<request-1@example.org>",
    "References": "<request-0@example.org> <request-1@example.org>",
    "Received": "from mx.example.org by mail.example.org; Wed, 11 Mar 2026 06:05:00 +0100",
}


def gmail() -> bytes:
    """An answer written in Gmail: alternatives, the quotation in a block of its own."""
    mail = _mail("Re: Demande d’accès")
    mail.set_content(
        "Bonjour,\nvoici vos données.\n\nLe lun. 2 mars 2026 à 10:12, Camille Exemple <\n"
        "camille@example.org> a écrit :\n\n> Je veux mes données.\n"
    )
    mail.add_alternative(
        '<div dir="ltr">Bonjour,<br>voici vos données.</div><br><div class="gmail_quote">'
        '<div class="gmail_attr">Le lun. 2 mars 2026 à 10:12, Camille Exemple a écrit :<br></div>'
        '<blockquote class="gmail_quote">Je veux mes données.</blockquote></div>',
        subtype="html",
    )
    return mail.as_bytes(policy=SMTP)


def outlook_html() -> bytes:
    """An answer from Outlook in HTML alone: a block of headers above what it quotes, and a logo in the signature."""
    mail = _mail("RE: Demande d’accès")
    mail.set_content(
        "<html><head><style>p.MsoNormal{margin:0}</style></head><body><p class=MsoNormal>Bonjour,</p><p class=MsoNormal>"
        'Merci de nous envoyer une copie de votre <a href="https://example.org/piece">pièce d’identité</a>.</p>'
        '<p>Cordialement,</p><p>Le service clients<img src="cid:logo"></p>'
        "<div style='border-top:solid'><p><b>De :</b> Camille Exemple<br>"
        "<b>Envoyé :</b> lundi 2 mars 2026 10:12<br><b>Objet :</b> Demande</p></div>"
        "<p>Je veux mes données.</p></body></html>",
        subtype="html",
    )
    mail.add_related(b"\x89PNG\r\n\x1a\n....", "image", "png", cid="<logo>")
    return mail.as_bytes(policy=SMTP)


def ticket() -> bytes:
    """A notice of a ticket system: a line to answer above, messages with the newest first."""
    mail = _mail("[Request received] #7714")
    mail.set_content(
        "##- Please type your reply above this line -##\n\nViktor (Privacy), Mar 10, 2026, 11:20\nHere is your export.\n\n"
        "Camille Exemple, Mar 2, 2026, 10:12\nI want my data.\n"
    )
    return mail.as_bytes(policy=SMTP)


def with_letter(name: str, content: bytes, maintype: str, subtype: str) -> bytes:
    """A short mail with the real answer attached."""
    mail = _mail("Votre demande")
    mail.set_content("Bonjour, vous trouverez notre réponse ci-jointe.\n")
    mail.add_attachment(content, maintype=maintype, subtype=subtype, filename=name)
    return mail.as_bytes(policy=SMTP)


def forwarded(inner: bytes, depth: int = 1) -> bytes:
    """A mail with a mail attached, which may itself have one attached."""
    for level in range(depth):
        mail = _mail(f"TR: {level}")
        mail.set_content("Pour information.\n")
        part = EmailMessage()
        part["Content-Type"] = "message/rfc822"
        part["Content-Disposition"] = "attachment"
        part.set_payload([_parsed(inner)])
        mail.make_mixed()
        mail.attach(part)
        inner = mail.as_bytes(policy=SMTP)
    return inner


def _parsed(content: bytes) -> EmailMessage:

    parsed = message_from_bytes(content, policy=default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def _mail(subject: str) -> EmailMessage:
    mail = EmailMessage()
    for name, value in {**HEADERS, "Subject": subject}.items():
        mail[name] = value
    return mail
