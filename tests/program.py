"""The real program as a child process, for tests that need all of it: on a free loopback port, with folders of its own."""

import os
import re
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
READY = re.compile(r"ready at (http://127\.0\.0\.1:\d+) ")
LONGEST = 60  # seconds for a start or a stop on a busy machine


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """The environment of a program that keeps everything under `folder`: none of the caller's own settings."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("SAISINE_")}
    own = {"SAISINE_DATA_DIR": str(folder / "data"), "SAISINE_MASTER_KEY_FILE": str(folder / "key" / "master.key")}
    return {**inherited, **own, **settings}


def saisine(*arguments: str, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Runs one command of the program to its end."""
    command = [sys.executable, "-W", "error", "-m", "app.cli", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment(folder, **settings), capture_output=True, text=True, check=False, timeout=LONGEST
    )


@dataclass
class Program:
    """A running `saisine serve`. `log` is all that it wrote to stderr so far."""

    process: subprocess.Popen[str]
    folder: Path
    lines: list[str] = field(default_factory=list)
    url: str = ""
    reader: threading.Thread | None = None

    @property
    def log(self) -> str:
        """Everything written to stderr."""
        return "".join(self.lines)

    def wait_until_ready(self) -> None:
        """Reads stderr up to the line that names the address; the rest is read by a thread, so that the program never blocks on it."""
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.lines.append(line)
            if found := READY.search(line):
                self.url = found[1]
                break
        else:
            raise AssertionError(f"the program ended before it was ready:\n{self.log}")
        self.reader = threading.Thread(target=self.lines.extend, args=(self.process.stderr,), daemon=True)
        self.reader.start()

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Asks the program to stop and gives its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        code = self.process.wait(LONGEST)
        if self.reader:
            self.reader.join(LONGEST)
        if self.process.stderr:
            self.process.stderr.close()
        return code


def start(folder: Path, *arguments: str, **settings: str) -> Program:
    """Starts the program on a free port and returns once it answers."""
    command = [sys.executable, "-W", "error", "-m", "app.cli", "serve", "--port", "0", *arguments]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(folder, **settings),
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        text=True,
    )
    program = Program(process, folder)
    try:
        program.wait_until_ready()
    except BaseException:
        process.kill()
        program.stop()
        raise
    return program
