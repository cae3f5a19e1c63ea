"""How long a scan of ten pages takes: `python -m tests.load.ocr_speed`. It makes its own scan: drawn letters, turned, blurred, grainy."""

import sys
import time

from app.platform.sandbox import Sandbox
from app.replies.intake import TASKS, Received, read_reply
from tests.replies.scans import LETTER, scanned_pdf

ALLOWED = 30.0
"""Seconds for ten pages on two cores."""


def main() -> int:
    """Prints the seconds and the share of words found; 1 when it took too long."""
    content = scanned_pdf(10)
    with Sandbox(TASKS) as sandbox:
        sandbox.warm()
        began = time.perf_counter()
        reading = read_reply([Received(name="scan.pdf", content=content)], "", sandbox)
        took = time.perf_counter() - began
    words = LETTER.split()
    found = sum(word in reading.text for word in words) / len(words)
    print(f"{reading.pages} pages, {len(content):,} bytes: {took:.1f} s; {found:.0%} of the words, {len(reading.text):,} characters")
    return int(took > ALLOWED)


if __name__ == "__main__":
    sys.exit(main())
