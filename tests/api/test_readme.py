"""The examples of the README, as a reader would send them."""

import re
import shlex
from pathlib import Path
from urllib.parse import urlsplit

from httpx2 import Response

from app.wiring import Wiring
from tests.api.client import visitor

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def sent(command: str, wiring: Wiring) -> Response:
    """What a curl command gets, without curl: its address, headers and data."""
    words = shlex.split(command)
    values = {flag: [words[n + 1] for n, word in enumerate(words) if word == flag] for flag in ("-H", "-d")}
    headers = dict(header.split(": ", 1) for header in values["-H"])
    address = urlsplit(next(word for word in words if word.startswith("http://")))
    method = "POST" if values["-d"] else "GET"
    content = "".join(values["-d"]).encode()
    return visitor(wiring).request(method, f"{address.path}?{address.query}", headers=headers, content=content)


def test_the_examples_of_the_readme_work(wiring: Wiring) -> None:
    deadline, letter = (sent(command, wiring) for command in re.findall(r"^    (curl .*)$", README, re.MULTILINE))
    assert deadline.json()["due_safe"] == "2026-04-07"
    assert letter.status_code == 200
    assert "Camille Exemple" in letter.text
