"""Scans made for tests: a letter drawn with a font of this machine, then turned, blurred and made grainy, as scanners and telephones do."""

from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")
LETTER = """\
Société Exemple
Service de la protection des données
12 rue de la Fiction, 75000 Paris

Paris, le 12 mars 2026

Madame,

Nous avons bien reçu votre demande d'accès du 2 février 2026.
Avant de vous répondre, nous vous prions de nous adresser une
copie de votre pièce d'identité. Nous ne pouvons pas vous
communiquer les données que nous avons supprimées.

Les données que nous détenons sur vous sont les suivantes :
nom, prénom, adresse postale et historique des commandes.
Elles sont conservées pendant trois ans à compter de votre
dernière commande, puis effacées.

Vous pouvez introduire une réclamation auprès de la CNIL.

Veuillez agréer, Madame, nos salutations distinguées.

Camille Exemple
Déléguée à la protection des données
"""


@cache
def page(text: str = LETTER, dpi: int = 200) -> Image.Image:
    """A page of A4 with the text on it, grey, a little turned, blurred and grainy."""
    width, height = int(8.27 * dpi), int(11.69 * dpi)
    paper = Image.new("L", (width, height), 250)
    font = ImageFont.truetype(str(FONT), int(11.5 * dpi / 72))
    ImageDraw.Draw(paper).multiline_text((dpi, dpi), text, fill=30, font=font, spacing=int(0.06 * dpi))
    turned = paper.rotate(0.6, fillcolor=250, resample=Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(0.8))
    grain = Image.effect_noise((width, height), 24)
    return Image.blend(turned, grain, 0.12)


def picture(kind: str = "JPEG", text: str = LETTER) -> bytes:
    """The page as a picture file."""
    out = BytesIO()
    page(text).save(out, kind)
    return out.getvalue()


def scanned_pdf(pages: int, text: str = LETTER) -> bytes:
    """A PDF of such pages, without a letter of text in it."""
    out = BytesIO()
    first, *others = [page(text) for _ in range(pages)]
    first.save(out, "PDF", save_all=True, append_images=others, resolution=200)
    return out.getvalue()
