"""Reading scans with Tesseract: pages of a PDF drawn by PDFium, or the pages of a picture file. Runs in the sandbox's OCR profile.

Tesseract itself on our own pictures rather than ocrmypdf: that one needs Ghostscript besides, writes a new PDF that nobody asked for, and
starts some twenty programs, each of which the sandbox would have to allow. The text is all that is wanted here.
"""

import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from PIL import Image

from app.platform.sandbox import Reason
from app.platform.sandbox.task import Unreadable
from app.replies.languages import language_of
from app.replies.parsers.document import Document, packed
from app.replies.parsers.pictures import drawn_pages, kind_and_pages

TASK = "app.replies.parsers.ocr:read"
LANGUAGES = {"fr": "fra", "en": "eng", "de": "deu", "es": "spa", "it": "ita"}
RESOLUTION = 200
"""Dots an inch: at 300 it takes twice as long and reads printed letters no better."""

MOST_PAGES = 30
AT_ONCE = 2
PAGE_SECONDS = 25


def read(content: bytes, options: dict[str, Any], scratch: Path) -> tuple[dict[str, Any], list[bytes]]:
    """A task of the sandbox: the text of the pages, packed as a `Document`. `options["name"]` is the file's name."""
    program = shutil.which("tesseract")
    if program is None:
        raise Unreadable(Reason.NOT_INSTALLED, "tesseract")
    known = _installed(program)
    missing = tuple(f"ocr_language_missing:{code}" for code in sorted(set(LANGUAGES.values()) - known))
    kind, count = kind_and_pages(content, str(options.get("name", "")))
    pages = list(_texts(program, _pictures(content, min(count, MOST_PAGES), scratch), known))
    problems = (*missing, *(("pages_cut",) if count > MOST_PAGES else ()))
    return packed(Document(media_type=kind, text="\n\n".join(filter(None, pages)), pages=count, problems=problems))


def _pictures(content: bytes, count: int, scratch: Path) -> Iterator[Path]:
    """Each page as a grey picture in the scratch folder, drawn one at a time."""
    for number, picture in enumerate(drawn_pages(content, count, RESOLUTION)):
        path = scratch / f"page-{number}.pgm"
        _steady(picture).save(path)
        yield path


def _steady(picture: Image.Image) -> Image.Image:
    """Grey, and neither so small that letters vanish nor so large that it takes a minute."""
    grey = picture.convert("L")
    longest = max(grey.size)
    factor = 2400 / longest if longest > 3600 else 2 if longest < 1000 else 1
    return grey.resize((max(1, int(grey.width * factor)), max(1, int(grey.height * factor)))) if factor != 1 else grey


def _texts(program: str, pictures: Iterator[Path], known: set[str]) -> Iterator[str]:
    """The text of each page. The first tells the language, since reading with five at once takes three times as long as with one."""
    first = next(pictures, None)
    if first is None:
        return
    text = _recognised(program, first, [code for code in LANGUAGES.values() if code in known])
    yield text
    found = LANGUAGES.get(language_of(text), "")
    languages = [found] if found in known else [code for code in LANGUAGES.values() if code in known]
    with ThreadPoolExecutor(AT_ONCE) as workers:
        yield from workers.map(lambda picture: _recognised(program, picture, languages), pictures)


def _recognised(program: str, picture: Path, languages: list[str]) -> str:
    """Raises Unreadable when Tesseract takes too long or fails."""
    command = [program, str(picture), "-", "-l", "+".join(languages) or "eng", "--psm", "3", "--dpi", str(RESOLUTION)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=PAGE_SECONDS, check=False, env=_environment())  # noqa: S603
    except subprocess.TimeoutExpired as late:
        raise Unreadable(Reason.TOO_LONG, "tesseract") from late
    finally:
        picture.unlink(missing_ok=True)
    if done.returncode:
        raise Unreadable(Reason.BROKEN, "tesseract")
    lines = [line.rstrip() for line in done.stdout.decode("utf-8", "replace").replace("\f", "").split("\n")]
    return _without_runs("\n".join(lines).strip())


def _without_runs(text: str) -> str:
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text


def _environment() -> dict[str, str]:
    """One thread each: two processes on two cores are faster than four threads."""
    return {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}


def _installed(program: str) -> set[str]:
    listed = subprocess.run([program, "--list-langs"], capture_output=True, timeout=PAGE_SECONDS, check=False, env=_environment())  # noqa: S603
    return set(listed.stdout.decode("utf-8", "replace").split())
