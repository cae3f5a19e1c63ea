"""Papers of every kind that a case may hold, made here: the good, the broken, the locked, the enormous."""

import io
import json
import zipfile
from base64 import b64decode
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP

import pikepdf
from PIL import Image, ImageDraw

from app.platform.printing import Press
from tests.complaints.packet.cases import Paper
from tests.replies.outlook_files import compound, message

HEIC = b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAX1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA"
    "ACJpbG9jAAAAAERAAAEAAQAAAAABoQABAAAAAAAAADEAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABodmMxAAAAAA5waXRt"
    "AAAAAAABAAAA/WlwcnAAAADdaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMA"
    "AAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkAAAATY29scm5j"
    "bHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xhcAAAAEAAAAABAAAAMAAAAAEAAAAAAAAAAv////AAAAACAAAAEHBp"
    "eGkAAAAAAwgICAAAABhpcG1hAAAAAAAAAAEAAQWBAgMFhAAAADltZGF0AAAALSgBrxmA9+Io/5XU/R0lFdl6mtvEZoY6ySYCFVMQ"
    "RBoEnewAstYfT2Bm2ZllIA=="
)
"""A picture of 64 × 48 pixels, red with a white middle: no decoder that is installed here can write one."""

STYLE = "@page { size: A4; margin: 25mm } body { font: 12pt serif }"


def pdf(press: Press, *pages: str, size: str = "A4") -> bytes:
    """A PDF of somebody else's, a page for each text."""
    body = "".join(f'<p style="break-after: page">{text}</p>' for text in pages)
    html = f"<!doctype html><html lang='en'><head><title>Answer</title></head><body>{body}</body></html>"
    return press.print_pdf(html, stylesheet=STYLE.replace("A4", size))


def locked(content: bytes) -> bytes:
    """The same behind a password."""
    with pikepdf.open(io.BytesIO(content)) as source:
        out = io.BytesIO()
        source.save(out, encryption=pikepdf.Encryption(owner="owner", user="user"))
        return out.getvalue()


def picture(form: str, mode: str = "RGB", size: tuple[int, int] = (900, 600), frames: int = 1) -> bytes:
    """A picture with a diagonal cross, of several frames where the format has them."""
    made = []
    for number in range(frames):
        canvas = Image.new(mode, size, "white" if mode != "RGBA" else (255, 255, 255, 0))
        ink: str | tuple[int, ...] = "black" if mode != "RGBA" else (180, 20, 20, 255)
        drawing = ImageDraw.Draw(canvas)
        drawing.line([(0, 0), size], fill=ink, width=9)
        drawing.line([(0, size[1]), (size[0], 0)], fill=ink, width=9)
        drawing.rectangle([20, 20, 60 + 60 * number, 60], fill=ink)
        made.append(canvas)
    out = io.BytesIO()
    more = {"save_all": True, "append_images": made[1:]} if frames > 1 else {}
    made[0].save(out, form, **more)
    return out.getvalue()


def mail(subject: str = "Votre demande d’accès", *attachments: tuple[str, bytes]) -> bytes:
    """A message with these attachments."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "Service d’accès <privacy@example.org>"
    message["To"] = "Camille Exemple <camille@example.org>"
    message["Date"] = "Mon, 20 Jul 2026 10:00:00 +0200"
    message["Subject"] = subject
    message.set_content("Bonjour,\n\nWe only provide data collected in the preceding 12 months.\n\n  – indentation gardée\n\nL’équipe")
    for name, content in attachments:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    message.set_boundary("=-test")
    return bytes(message)


def archive(*members: tuple[str, bytes]) -> bytes:
    """A ZIP of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members:
            made.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def word() -> bytes:
    """A Word document of two paragraphs."""
    document = (
        '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        "<w:p><w:r><w:t>Premier paragraphe &amp; suite.</w:t></w:r></w:p><w:p><w:r><w:t>Second, après l’été.</w:t></w:r></w:p>"
        "</w:body></w:document>"
    )
    return archive(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.encode()))


def every_kind(press: Press) -> list[Paper]:
    """One paper of each kind."""
    answer = pdf(press, "Dear customer, page one.", "Page two.", "Page three.")
    wide = pdf(press, "A table in landscape.", size="A4 landscape")
    return [
        Paper("reponse.pdf", answer),
        Paper("tableau.pdf", wide),
        Paper("casse.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 20),
        Paper("tronque.pdf", answer[: len(answer) * 2 // 3]),
        Paper("secret.pdf", locked(answer)),
        Paper("photo.jpg", picture("JPEG", size=(3000, 2000))),
        Paper("ecran.png", picture("PNG", "RGBA", (540, 1170))),
        Paper("image.webp", picture("WEBP")),
        Paper("iphone.heic", HEIC),
        Paper("fax.tiff", picture("TIFF", "L", frames=3)),
        Paper("immense.png", picture("PNG", "L", (12_000, 12_000))),
        Paper("note.txt", "Appel du 3 mars : « rappeler », œuvre, été.\n".encode("cp1252") * 3),
        Paper("message.eml", mail("Réponse", ("donnees.csv", b"nom;valeur\nCamille;1\n"), ("interne.eml", mail("Transmis")))),
        Paper(
            "page.html",
            b"<!doctype html><html><body><h1>Notice</h1><p>Read <a href='https://example.org/p'>this</a>.</p><script>x()</script></body></html>",
        ),
        Paper("lettre.docx", word()),
        Paper(
            "export.zip",
            archive(("dossier/donnees.json", json.dumps({"nom": "Camille", "vues": [1, 2]}).encode()), ("photo.png", picture("PNG"))),
        ),
        Paper("bombe.zip", archive(("zeros.bin", bytes(80_000_000)))),
        Paper("donnees.csv", "nom;valeur\nété;2\n".encode()),
        Paper("donnees.json", b'{"a": {"b": [1, 2, 3]}}'),
        Paper("inconnu.bin", bytes(range(256)) * 8),
        Paper("vide.txt", b""),
        Paper("perdu.pdf", None),
        Paper("outlook.msg", compound(message("dpo@example.org", "Demande", "Enregistré par Outlook.", datetime(2026, 7, 20, tzinfo=UTC)))),
    ]
