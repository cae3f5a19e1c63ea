"""A batch that is killed at random moments, and what must hold once the same command could run to its end."""

import csv
import hashlib
import json
import random
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.program import ROOT, environment

HEAD = ("name", "address1", "address2", "country", "email", "id:customer number")
STREETS = ("rue de l’Invention", "avenue du Modèle", "impasse de la Fiction", "place de l’Exemple", "quai des Personnages")
LONGEST = 900
LOOK = 0.02


def people_file(path: Path, count: int) -> Path:
    """A table of that many people, each another."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        for n in range(count):
            street = f"{n} {STREETS[n % len(STREETS)]}"
            writer.writerow([f"Camille Exemple-{n}", street, "69000 Lyon-Exemple", "FR", f"c{n}@example.org", f"K-{n:05d}"])
    return path


@dataclass
class KilledBatch:
    """The command, run and killed. `settings` are SAISINE_* variables; `seen` are the names of all letters that ever lay there."""

    folder: Path
    people: int
    settings: dict[str, str] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.out = self.folder / "out"
        self.table = people_file(self.folder / "people.csv", self.people)

    def letters(self) -> set[str]:
        """Names of the letters in the folder now."""
        return {path.name for path in self.out.glob("*.pdf") if path.name != "letters.pdf"}

    def started(self) -> subprocess.Popen[str]:
        """The command, running."""
        command = [sys.executable, "-W", "error", "-m", "app.cli", "batch", str(self.table), "--controller", "clearview-ai"]
        command += ["--kind", "access", "--lang", "fr", "--out", str(self.out), "--zip", "--json"]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL}
        return subprocess.Popen(command, cwd=ROOT, env=environment(self.folder, **self.settings), text=True, **pipes)  # type: ignore[call-overload,no-any-return]

    def kill(self, chance: random.Random, most: int) -> bool:
        """Run it until some more letters lie there, up to `most`, and kill it; now and then, and where fewer are left, kill it at a moment
        of its start or its packing. False if it was faster."""
        before, limit = len(self.letters()), time.monotonic() + LONGEST
        wanted = chance.randrange(min(most, max(1, self.people - before)))
        wait_for_start = time.monotonic() + chance.uniform(0.2, 4)
        with self.started() as process:
            while process.poll() is None and time.monotonic() < limit:
                if len(self.letters()) >= before + wanted if wanted else time.monotonic() > wait_for_start:
                    break
                time.sleep(LOOK)
            alive = process.poll() is None
            process.kill()
            process.communicate()
        self.seen |= self.letters()
        return alive

    def finish(self) -> dict[str, object]:
        """Run it to its end; what it prints as JSON."""
        with self.started() as process:
            output, log = process.communicate(timeout=LONGEST)
        assert process.returncode == 0, log
        return dict(json.loads(output))

    def manifest(self) -> list[dict[str, object]]:
        """The letters of the manifest."""
        return list(json.loads((self.out / "manifest.json").read_text("utf-8"))["letters"])

    def faults(self) -> list[str]:
        """Everything that was lost, doubled, changed or left behind; [] when all is well."""
        lines, found = self.manifest(), []
        names = [str(line["file"]) for line in lines]
        references = {line["reference"] for line in lines}
        checks = {
            "a row is missing or doubled": [line["row"] for line in lines] == list(range(2, self.people + 2)),
            "a reference is doubled": len(references) == self.people,
            "a letter is missing or too much": self.letters() == set(names) and len(names) == self.people,
            "a letter of an earlier run is another now": self.seen <= set(names),
            "a letter is not what the ledger says": all(self._sha256(str(line["file"])) == line["sha256"] for line in lines),
            "something is left behind": not [path for path in self.out.iterdir() if path.name.startswith(".")],
        }
        found += [fault for fault, well in checks.items() if not well]
        return found

    def _sha256(self, name: str) -> str:
        return hashlib.sha256((self.out / name).read_bytes()).hexdigest()
