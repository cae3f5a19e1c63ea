"""Holds the API to its own description with more than two thousand generated requests, and prints what came back.

Run from the root of the repository: python -m tests.load.api_contract [EXAMPLES]
"""

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from app.cases.recovery import Stretching
from app.platform.settings import Settings
from app.wiring import build
from tests.api.contract import hold

EXAMPLES = 60
"""Requests of each sort to each operation."""


def main() -> int:
    """0 when nothing broke and nothing came that is not described."""
    with TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        settings = Settings(
            data_dir=data, database_url=f"sqlite:///{data / 'saisine.sqlite3'}", master_key_file=Path(folder) / "key" / "master.key"
        )
        wiring = build(settings, stretching=Stretching(memory=8, passes=1, lanes=1))
        began = time.perf_counter()
        tally = hold(wiring, int(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLES)
        wiring.close()
    print(f"{sum(tally.requests.values())} requests to {len(tally.requests)} operations in {time.perf_counter() - began:.0f} s")
    print(", ".join(f"{status}: {count}" for status, count in sorted(tally.statuses.items())))
    print("\n".join(sorted(tally.failures)) or "nothing broke, nothing undescribed")
    return 1 if tally.failures else 0


if __name__ == "__main__":
    sys.exit(main())
