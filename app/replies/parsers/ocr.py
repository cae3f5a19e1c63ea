"""Reading scans with Tesseract, from pictures that `pictures.draw` made. Runs in the sandbox's OCR profile, which sees nothing else:
the foreign file itself was opened by a process that could start no program.

Tesseract itself on our own pictures rather than ocrmypdf: that one needs Ghostscript besides, writes a new PDF that nobody asked for, and
starts some twenty programs, each of which the sandbox would have to allow. The text is all that is wanted here.
"""

import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from app.platform.sandbox import Reason
from app.platform.sandbox.task import Unreadable
from app.replies.languages import language_of
from app.replies.parsers.document import Document, packed
from app.replies.parsers.pictures import RESOLUTION

TASK = "app.replies.parsers.ocr:read"
LANGUAGES = {"fr": "fra", "en": "eng", "de": "deu", "es": "spa", "it": "ita"}
AT_ONCE = 2
PAGE_SECONDS = 25


def read(content: bytes, options: dict[str, Any], scratch: Path) -> tuple[dict[str, Any], list[bytes]]:
    """A task of the sandbox: the text of the pages, packed as a `Document`.

    `content` are the pictures that `pictures.draw` made, one after the other; `options["sizes"]` says how long each is.
    """
    program = shutil.which("tesseract")
    if program is None:
        raise Unreadable(Reason.NOT_INSTALLED, "tesseract")
    known = _installed(program)
    missing = tuple(f"ocr_language_missing:{code}" for code in sorted(set(LANGUAGES.values()) - known))
    pages = list(_texts(program, _pictures(content, options["sizes"], scratch), known))
    return packed(Document(media_type="", text="\n\n".join(filter(None, pages)), problems=missing))


def _pictures(content: bytes, sizes: list[int], scratch: Path) -> Iterator[Path]:
    """Each page as a file in the scratch folder."""
    start = 0
    for number, size in enumerate(sizes):
        path = scratch / f"page-{number}.jpg"
        path.write_bytes(content[start : start + size])
        start += size
        yield path


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
