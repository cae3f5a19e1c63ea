"""How long a start takes until /healthz answers: `python tests/load/serve_start.py [ROUNDS]`, on a machine where scripts/serve ran before.

Prints seconds of each round and the median. The goal for a second start is 3 s.
"""

import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]
LONGEST = 60


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(folder: str) -> float:
    """Seconds from the command to the first answer; the program is stopped again."""
    settings = {"SAISINE_DATA_DIR": f"{folder}/data", "SAISINE_MASTER_KEY_FILE": f"{folder}/key/master.key"}
    port = free_port()
    began = time.monotonic()
    command = [str(ROOT / "scripts" / "serve"), "--port", str(port)]
    with subprocess.Popen(command, env={**os.environ, **settings}, stderr=subprocess.DEVNULL) as process:
        try:
            while not answers(port) and time.monotonic() - began < LONGEST:
                time.sleep(0.01)
            return time.monotonic() - began
        finally:
            process.send_signal(signal.SIGTERM)


def answers(port: int) -> bool:
    """Whether /healthz says ok."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=LONGEST) as answer:
            return bool(answer.status == 200)
    except urllib.error.URLError:
        return False


def main(rounds: int) -> None:
    """Measures and prints."""
    with tempfile.TemporaryDirectory() as folder:
        first = start(folder)
        again = [start(folder) for _ in range(rounds)]
    print(f"first start {first:.2f} s; again {' '.join(f'{each:.2f}' for each in again)}; median {statistics.median(again):.2f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
