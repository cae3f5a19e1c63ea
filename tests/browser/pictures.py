"""Walks the road with made-up data and takes the README's pictures on the way. Run by scripts/pictures, not by the tests."""

import io
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser import road
from tests.browser.conftest import QUIET, chromium
from tests.browser.visitor import Visitor, arrive
from tests.program import ROOT, start

IMAGES = ROOT / "docs" / "images"
LARGEST = 200_000  # bytes
PARAGRAPH = "Une photographie de moi, prise lors d’une fête de quartier en 2019, figure dans vos résultats."


def main() -> int:
    """Takes all pictures; 0 when done."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        program = start(Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        try:
            form_and_letter(arrive(browser, program.url, language="en"), Path(folder))
            followed_case(arrive(browser, program.url, language="en"))
        finally:
            browser.close()
            program.stop()
    return 0


def form_and_letter(visitor: Visitor, folder: Path) -> None:
    """The step that asks what one wants, and the first page of the letter."""
    visitor.page.goto(visitor.url + "/request")
    road.choose(visitor, "controller", "clearview-ai")
    visitor.page.locator(road.CONTINUE).click()
    road.choose(visitor, "right", "access")
    keep("form", visitor.page.screenshot())
    road.ask(visitor, paragraph=PARAGRAPH)
    pdf = pypdfium2.PdfDocument(visitor.download("button[name='as'][value='pdf']", folder))
    first = io.BytesIO()
    pdf[0].render(scale=1.2).to_pil().save(first, "PNG")
    keep("letter", first.getvalue())


def followed_case(visitor: Visitor) -> None:
    """The page of a case whose month has passed after a holding reply."""
    road.ask(visitor, sent=[road.days_ago(75), road.days_ago(52)])
    road.follow(visitor)
    case = road.open_case(visitor)
    limits = {"nature": ["partial"], "limits": ["temporal_limit"]}
    road.record(visitor, case, "reply", {"on": road.days_ago(40), "text": "We provide the last twelve months only."}, limits)
    visitor.page.set_viewport_size({"width": 1280, "height": 1250})
    visitor.page.goto(visitor.url + case)
    visitor.page.locator("details.why summary").click()
    keep("case", visitor.page.screenshot())


def keep(name: str, png: bytes) -> None:
    """Writes a picture with few enough colours to stay small. Raises RuntimeError when it does not."""
    small = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").quantize(colors=128, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    if small.tell() > LARGEST:
        raise RuntimeError(f"{name}.png is larger than {LARGEST} bytes")
    (IMAGES / f"{name}.png").write_bytes(small.getvalue())


if __name__ == "__main__":
    sys.exit(main())
