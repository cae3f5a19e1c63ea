"""The repository itself: pinned and anonymous locks, documented dependencies, scripts that run, no trace of one machine."""

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from app.cli import COMMANDS as SUBCOMMANDS
from app.platform.settings import PLAIN, SECRETS

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")
COMMANDS = ("scripts/serve", "scripts/test", "scripts/lock", "scripts/pictures", ".ci/run")
# Where a developer's own folders lie; /usr, /etc and the like are the same on every machine.
MACHINE_PATHS = re.compile(rb"(?<![\w.-])/(?:home|Users|root|work|workspace|mnt)/[\w.-]+")


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


def project() -> dict[str, list[str]]:
    """Requirements by group: "run", "dev"."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {"run": table["dependencies"], **table["optional-dependencies"]}


def package(requirement: str) -> str:
    return re.split(r"[\s\[<>=!~;]", requirement, maxsplit=1)[0].lower()


def locked(lock: str) -> dict[str, str]:
    """Each pinned package with the lines of its entry."""
    entries = re.findall(r"^([A-Za-z0-9._-]+)==(.*?)(?=^\S|\Z)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return {name.lower(): rest for name, rest in entries}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_carries_hashes(lock: str) -> None:
    assert locked(lock)
    assert [name for name, rest in locked(lock).items() if "--hash=sha256:" not in rest] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host_and_no_folder(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|--(?:extra-)?index-url|--find-links| @ ", text)


def test_every_dependency_is_locked() -> None:
    assert {package(each) for each in project()["run"]} <= set(locked("requirements.lock"))
    assert {package(each) for each in project()["run"] + project()["dev"]} <= set(locked("requirements-dev.lock"))


def test_both_locks_agree_on_versions() -> None:
    run, dev = locked("requirements.lock"), locked("requirements-dev.lock")
    assert {name: rest.split()[0] for name, rest in run.items()} == {name: dev[name].split()[0] for name in run}


def test_every_dependency_is_explained_with_its_licence() -> None:
    rows = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").splitlines()
    explained = {row.split("|")[1].strip(" `").lower() for row in rows if row.startswith("| `")}
    assert {package(each) for group in project().values() for each in group} - explained == set()


def test_commands_are_executable_and_start_with_bash() -> None:
    for command in COMMANDS:
        assert os.access(ROOT / command, os.X_OK), command
        assert (ROOT / command).read_bytes().startswith(b"#!/usr/bin/env bash\n"), command


@pytest.mark.parametrize("command", [*COMMANDS, "scripts/_setup"])
def test_scripts_have_no_syntax_errors(command: str) -> None:
    subprocess.run(["bash", "-n", str(ROOT / command)], check=True)


def test_no_tracked_file_names_a_folder_of_one_machine() -> None:
    found = {path.relative_to(ROOT): MACHINE_PATHS.findall(path.read_bytes()) for path in tracked()}
    assert {path: hits for path, hits in found.items() if hits} == {}


def test_what_the_readme_tells_to_run_exists() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?<![\w/])(?:scripts|docs|\.ci)/[\w./-]*\w", readme))
    assert {"scripts/serve", "scripts/test"} <= named
    assert {name for name in named if not (ROOT / name).exists()} == set()


def test_the_readme_names_only_commands_that_the_program_has() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\s*\.venv/bin/saisine (\w+)", readme, re.MULTILINE)) <= set(SUBCOMMANDS)


def test_pictures_are_small_enough_for_a_clone() -> None:
    pictures = sorted((ROOT / "docs" / "images").glob("*.png"))
    assert {"form.png", "letter.png", "case.png"} <= {each.name for each in pictures}
    assert [each.name for each in pictures if each.stat().st_size > 200_000] == []


def test_the_compose_file_hands_on_settings_that_the_program_knows() -> None:
    compose = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    named = set(re.findall(r"^ +SAISINE_(\w+):", compose, re.MULTILINE))
    assert named <= {*PLAIN, *SECRETS}
    assert {"ALLOWED_HOSTS", "SECURE_COOKIES", "TIME_ZONE", "PUBLIC_URL", "MAIL_FROM", "SMTP_URL"} <= named
