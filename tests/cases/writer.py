"""A program that records in a case, with a file each time, and says so until it is killed.

Run it as `python -m tests.cases.writer FOLDER DOSSIER CASE`.
"""

import sys
from datetime import date
from pathlib import Path

from app.cases.views import NewFile
from app.law.events import Channel, RequestSent
from tests.cases.world import world_in


def main(folder: Path, dossier: str, case: str) -> None:
    """Write one record's id per line, each only once it is durable."""
    store = world_in(folder).store
    while True:
        proof = NewFile(name="proof", media_type="text/plain", content=b"proof" * 1000, purpose="proof")
        event = RequestSent(on=date(2026, 3, 3), channel=Channel.POST, files=(proof.id,))
        (recorded,) = store.record(dossier, case, [event], files=[proof])
        sys.stdout.write(f"{recorded.id}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
