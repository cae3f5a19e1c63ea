"""Scans of some replies of the corpus: rendered, degraded, read by Tesseract. `python -m tests.replies.ocr` writes `corpus/ocr.jsonl` anew.

Deterministic for one version of Tesseract: the noise of each page comes from the reply's id.
"""

import json
import random
import subprocess
import sys
import textwrap
import zlib
from io import BytesIO

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from app.replies.visible import see
from tests.replies.samples import CORPUS

LANGUAGES = {"fr": "fra", "en": "eng", "de": "deu", "es": "spa", "it": "ita"}
EACH = 30
"""Letters of each language."""
LINE = 60
SIZE, LEADING, MARGIN = 22, 30, 40
WIDTH = 800


def main() -> int:
    """Writes the file."""
    written = [json.dumps(scan(entry), ensure_ascii=False) for language in LANGUAGES for entry in chosen(language)]
    (CORPUS / "ocr.jsonl").write_text("\n".join(written) + "\n", encoding="utf-8")
    print(f"{len(written)} scans written")
    return 0


def chosen(language: str) -> list[dict[str, str]]:
    """Some letters and mails of a language, evenly over its file, each long enough to be a letter."""
    entries = [json.loads(line) for line in (CORPUS / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()]
    entries = [entry for entry in entries if entry["channel"] in ("letter", "email") and len(entry["text"]) > 80]
    return entries[:: max(1, len(entries) // EACH)][:EACH]


def scan(entry: dict[str, str]) -> dict[str, str]:
    """The reply as it comes out of the scanner. Its quotations are those of the clean text, which the scan may not hold."""
    page = degraded(rendered(see(entry["text"]).text), zlib.crc32(entry["id"].encode()))
    return {**entry, "channel": "ocr_scan", "text": recognised(page, LANGUAGES[entry["lang"]])}


def rendered(text: str) -> Image.Image:
    """The text as a page of print."""
    lines = [line for part in text.splitlines() for line in textwrap.wrap(part, LINE) or [""]]
    page = Image.new("L", (WIDTH, 2 * MARGIN + LEADING * len(lines)), 255)
    draw = ImageDraw.Draw(page)
    font = ImageFont.load_default(SIZE)
    for number, line in enumerate(lines):
        draw.text((MARGIN, MARGIN + LEADING * number), line, font=font, fill=20)
    return page


def degraded(page: Image.Image, seed: int) -> Image.Image:
    """Slightly askew, at a lower resolution, blurred, pale and speckled."""
    dice = random.Random(seed)
    page = page.rotate(dice.uniform(-0.8, 0.8), fillcolor=255, expand=False)
    small = page.resize((int(page.width * 0.72), int(page.height * 0.72))).filter(ImageFilter.GaussianBlur(dice.uniform(0.4, 0.8)))
    noise = np.random.default_rng(seed).normal(0, 14, (small.height, small.width))
    return Image.fromarray(np.clip(np.asarray(small) * 0.8 + 30 + noise, 0, 255).astype(np.uint8))


def recognised(page: Image.Image, language: str) -> str:
    """What Tesseract reads."""
    content = BytesIO()
    page.save(content, "PNG")
    sober = {"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin"}
    command = ["tesseract", "-", "-", "-l", language, "--psm", "6", "--dpi", "150"]
    done = subprocess.run(command, input=content.getvalue(), capture_output=True, check=True, env=sober)
    return done.stdout.decode().strip()


if __name__ == "__main__":
    sys.exit(main())
