"""Whatever a parser is made to do ends as a reason, in time, and leaves nothing. Numbers: the abuse cases of the threat model."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from app.platform.sandbox import CouldNotRead, Limits, Outcome, Profile, Reason, Sandbox, active_layers
from app.platform.sandbox import landlock as kernel_landlock
from app.platform.sandbox import seccomp as kernel_seccomp
from tests.platform import sandbox_tasks as tasks

NAMES = [tasks.named(task) for task in tasks.TASKS]
QUICK = Limits(wall_seconds=1.0, cpu_seconds=10)
needs_landlock = pytest.mark.skipif(not kernel_landlock.version(), reason="this kernel has no Landlock")
needs_seccomp = pytest.mark.skipif(not kernel_seccomp.available(), reason="this kernel has no seccomp filters")


@pytest.fixture(scope="module")
def temporary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for temporary files that no other program uses."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("temporary")
        patch.setattr(tempfile, "tempdir", str(folder))
        yield folder


@pytest.fixture(scope="module")
def sandbox(temporary: Path) -> Iterator[Sandbox]:
    with Sandbox(NAMES, programs=("cat", "sleep"), limits={Profile.OCR: QUICK}) as made:
        yield made


@pytest.fixture(scope="module")
def hasty(temporary: Path) -> Iterator[Sandbox]:
    with Sandbox(NAMES, programs=("cat", "sleep"), limits={Profile.PARSE: QUICK, Profile.OCR: QUICK}) as made:
        yield made


@pytest.fixture(autouse=True)
def nothing_left(sandbox: Sandbox, hasty: Sandbox) -> Iterator[None]:
    """No folder, no descriptor and no child stays behind, whatever a test did."""
    for each in (sandbox, hasty):
        run(each, tasks.echo)
    before = folders(), len(os.listdir("/proc/self/fd")), children(sandbox) | children(hasty)
    yield
    assert (folders(), len(os.listdir("/proc/self/fd")), children(sandbox) | children(hasty)) == before


def folders() -> set[Path]:
    """All private folders, those of a whole sandbox and within them those of a child."""
    place = Path(tempfile.gettempdir())
    return {*place.glob("saisine-sandbox-*"), *place.glob("saisine-sandbox-*/*")}


def zygote(sandbox: Sandbox) -> int:
    assert sandbox._nursery is not None
    return sandbox._nursery._process.pid


def children(sandbox: Sandbox) -> set[str]:
    """Children of the warm process, dead ones not yet buried among them."""
    return set(Path(f"/proc/{zygote(sandbox)}/task/{zygote(sandbox)}/children").read_text(encoding="ascii").split())


def run(sandbox: Sandbox, task: Any, content: bytes = b"", profile: Profile = Profile.PARSE, **options: Any) -> Outcome:
    return sandbox.run(tasks.named(task), content, options=options, profile=profile)


def reason(sandbox: Sandbox, task: Any, content: bytes = b"", profile: Profile = Profile.PARSE, **options: Any) -> Reason:
    with pytest.raises(CouldNotRead) as caught:
        run(sandbox, task, content, profile, **options)
    return caught.value.reason


def test_a_task_gets_the_file_and_gives_back_data_and_bytes(sandbox: Sandbox) -> None:
    content = os.urandom(3_000_000)
    assert run(sandbox, tasks.echo, content, mark="é") == Outcome({"size": 3_000_000, "mark": "é"}, (content,))


def test_only_tasks_on_the_list_are_run(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="not built for"):
        sandbox.run("os:system", b"true")


def test_this_machine_has_the_layers_it_is_said_to_have() -> None:
    assert ("seccomp" in active_layers()) == kernel_seccomp.available()
    assert any(layer.startswith("Landlock") for layer in active_layers()) == bool(kernel_landlock.version())
    assert {"limits", "own session"} <= set(active_layers())


@pytest.mark.parametrize(("layers", "level"), [(("seccomp", "Landlock 1"), "INFO"), (("seccomp", "limits"), "WARNING"), ((), "WARNING")])
def test_the_log_says_once_which_layers_there_are(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, layers: tuple[str, ...], level: str
) -> None:
    monkeypatch.setattr("app.platform.sandbox.running.active_layers", lambda: layers)
    with Sandbox(NAMES) as sandbox, caplog.at_level("INFO", "saisine.sandbox"):
        for _ in range(2):
            run(sandbox, tasks.echo)
            sandbox.close()
    assert [record.levelname for record in caplog.records] == [level]
    assert all(layer in caplog.text for layer in layers)


@needs_seccomp
@pytest.mark.parametrize(
    ("family", "kind", "address"),
    [
        (socket.AF_INET, socket.SOCK_STREAM, ["127.0.0.1", 9]),
        (socket.AF_INET, socket.SOCK_DGRAM, ["192.0.2.1", 53]),
        (socket.AF_INET6, socket.SOCK_STREAM, ["::1", 9]),
        (socket.AF_UNIX, socket.SOCK_STREAM, "/run/nobody"),
        (socket.AF_UNIX, socket.SOCK_STREAM, "\0nobody"),
        (socket.AF_NETLINK, socket.SOCK_RAW, [0, 0]),
    ],
)
def test_case_27_no_network(sandbox: Sandbox, family: int, kind: int, address: Any) -> None:
    assert reason(sandbox, tasks.connect, family=family, kind=kind, address=address) is Reason.FORBIDDEN


@needs_seccomp
@pytest.mark.parametrize("profile", list(Profile))
def test_case_33_no_program_is_run(sandbox: Sandbox, profile: Profile) -> None:
    assert reason(sandbox, tasks.execute, profile=profile) is Reason.FORBIDDEN


@needs_seccomp
def test_case_33_not_even_one_that_another_profile_may_run(sandbox: Sandbox) -> None:
    assert reason(sandbox, tasks.run_program, command=["cat"]) is Reason.FORBIDDEN


def test_the_profile_with_programs_runs_those_that_are_named(sandbox: Sandbox) -> None:
    assert run(sandbox, tasks.run_program, b"abc", Profile.OCR, command=["cat"]) == Outcome({"code": 0}, (b"abc",))


@needs_landlock
def test_the_profile_with_programs_runs_no_other(sandbox: Sandbox) -> None:
    assert reason(sandbox, tasks.run_program, b"", Profile.OCR, command=["tail"]) is Reason.FORBIDDEN


@needs_landlock
def test_case_22_a_program_reads_no_more_than_the_task(sandbox: Sandbox) -> None:
    assert run(sandbox, tasks.run_program, b"", Profile.OCR, command=["cat", "/etc/passwd"]).data["code"] == 1


@needs_landlock
@pytest.mark.parametrize(
    "path", ["/etc/passwd", "/etc/hostname", "/proc/self/environ", "/proc/1/cmdline", "../../../../../../../etc/passwd"]
)
def test_case_22_no_file_is_read(sandbox: Sandbox, path: str) -> None:
    assert reason(sandbox, tasks.read_file, path=path) is Reason.FORBIDDEN


@needs_landlock
def test_case_22_no_file_of_ours_is_read_or_written(sandbox: Sandbox, tmp_path: Path) -> None:
    secret = tmp_path / "master.key"
    secret.write_text("x", encoding="ascii")
    assert reason(sandbox, tasks.read_file, path=str(secret)) is Reason.FORBIDDEN
    assert reason(sandbox, tasks.write_file, b"y", path=str(secret)) is Reason.FORBIDDEN
    assert reason(sandbox, tasks.write_file, b"y", path=str(tmp_path / "new")) is Reason.FORBIDDEN
    assert secret.read_text(encoding="ascii") == "x"


@needs_landlock
def test_program_files_are_read_but_not_written(sandbox: Sandbox) -> None:
    assert "def read_frame" in run(sandbox, tasks.read_file, path=sys.modules["app.platform.frames"].__file__).data["text"]
    assert reason(sandbox, tasks.write_file, b"y", path=str(Path(tasks.__file__).parents[2] / "app" / "new")) is Reason.FORBIDDEN


def test_the_private_folder_takes_files_and_is_gone_afterwards(sandbox: Sandbox) -> None:
    found = run(sandbox, tasks.use_scratch, b"abc")
    assert found.blobs == (b"abc",)
    assert not Path(found.data["path"]).exists()


def test_case_49_nothing_of_the_programs_own_environment_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAISINE_MASTER_KEY_FILE", "/somewhere/master.key")
    monkeypatch.setenv("SAISINE_SMTP_URL", "smtp://camille:secret@mail.example.org")
    with Sandbox(NAMES) as sandbox:
        around = run(sandbox, tasks.look_around).data
    assert not [name for name in around["environment"] if name.startswith("SAISINE")]
    assert around["environment"]["HOME"] == around["environment"]["TMPDIR"] == around["folder"]


def test_a_child_has_no_descriptor_but_its_answer_and_a_session_of_its_own(sandbox: Sandbox) -> None:
    around = run(sandbox, tasks.look_around).data
    assert around["descriptors"] == [0, 1, 2, 4]
    assert around["leader"]


def test_case_32_memory_is_limited(sandbox: Sandbox) -> None:
    assert reason(sandbox, tasks.memory_bomb) is Reason.TOO_MUCH_MEMORY


@pytest.mark.parametrize("task", [tasks.spin, tasks.hang, tasks.ignore_signals])
def test_case_34_time_is_limited(hasty: Sandbox, task: Any) -> None:
    started = monotonic()
    assert reason(hasty, task, idle=True) is Reason.TOO_LONG
    assert monotonic() - started < 5


@pytest.mark.parametrize("task", [tasks.spin, tasks.ignore_signals])
def test_case_34_processor_time_is_limited(task: Any) -> None:
    with Sandbox(NAMES, limits={Profile.PARSE: Limits(cpu_seconds=1, wall_seconds=60)}) as sandbox:
        started = monotonic()
        assert reason(sandbox, task) is Reason.TOO_LONG
        assert monotonic() - started < 20


@needs_seccomp
def test_no_process_is_forked(sandbox: Sandbox) -> None:
    assert reason(sandbox, tasks.fork_bomb) is Reason.FORBIDDEN


def test_a_fork_bomb_where_forking_is_allowed_dies_with_its_group() -> None:
    with Sandbox(NAMES, limits={Profile.OCR: Limits(wall_seconds=0.3, memory=100 << 20)}) as sandbox:
        assert reason(sandbox, tasks.fork_bomb, profile=Profile.OCR) is Reason.TOO_LONG
        assert children(sandbox) == set()


def test_a_program_that_stays_dies_with_its_task(hasty: Sandbox) -> None:
    assert reason(hasty, tasks.start_and_stay, b"", Profile.OCR, command=["sleep", "1000"]) is Reason.TOO_LONG


def test_threads_are_limited_by_the_memory_of_their_stacks(sandbox: Sandbox) -> None:
    assert reason(sandbox, tasks.thread_bomb) is Reason.TOO_MUCH_MEMORY


@pytest.mark.parametrize("task", [tasks.flood, tasks.flood_raw, tasks.long_data, tasks.fill_disk, tasks.fill_folder])
def test_output_is_limited(sandbox: Sandbox, task: Any) -> None:
    assert reason(sandbox, task) is Reason.TOO_MUCH_OUTPUT


def test_a_folder_made_not_to_be_removed_is_removed(sandbox: Sandbox) -> None:
    with suppress(CouldNotRead):
        run(sandbox, tasks.leave_a_maze)
    assert [folder for folder in folders() if not folder.name.startswith("saisine-sandbox-")] == []


def test_open_files_are_limited(sandbox: Sandbox) -> None:
    assert reason(sandbox, tasks.open_many) is Reason.BROKEN


def test_limits_cannot_be_raised(sandbox: Sandbox) -> None:
    assert reason(sandbox, tasks.raise_limits) is Reason.BROKEN


@needs_seccomp
def test_a_child_cannot_end_others(sandbox: Sandbox) -> None:
    assert reason(sandbox, tasks.kill_parent) is Reason.FORBIDDEN


@pytest.mark.parametrize("task", [tasks.die, tasks.abort])
def test_case_32_a_child_that_crashes_is_told(sandbox: Sandbox, task: Any) -> None:
    assert reason(sandbox, task) is Reason.CRASHED


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"null",
        b'{"parts": 0}',
        b'{"parts": 0, "data": []}',
        b'{"parts": 100000000, "data": {}}',
        b'{"parts": -1, "data": NaN}',
        b'{"parts": 0, "data": {"a": NaN}}',
        b'{"parts": 0, "data": {"a": "\\ud800"}}',
        b'{"parts": 0, "data": {"a": ' + b"9" * 5_000 + b"}}",
        b'{"parts": 0, "data": {"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}",
        b'{"parts": 0, "refused": "because"}',
        b'{"parts": 0, "refused": ["too_long"]}',
        b"\xff\xfe",
        b" " * 9_000_000,
    ],
    ids=lambda head: head[:40].decode("latin-1"),
)
def test_case_24_an_answer_that_makes_no_sense_is_a_crash(sandbox: Sandbox, head: bytes) -> None:
    assert reason(sandbox, tasks.say, head) is Reason.CRASHED


def test_case_49_what_a_child_tells_of_the_file_is_not_repeated(sandbox: Sandbox) -> None:
    with pytest.raises(CouldNotRead) as caught:
        run(sandbox, tasks.say, '{"parts": 0, "refused": "broken", "detail": "Née à Lyon: rue de l’Exemple"}'.encode())
    assert (caught.value.reason, caught.value.detail) == (Reason.BROKEN, "")


def test_case_49_the_message_of_an_error_stays_in_the_child(sandbox: Sandbox) -> None:
    with pytest.raises(CouldNotRead, match=r"^broken \(ValueError\)$"):
        run(sandbox, tasks.stumble)


def test_data_too_deep_for_an_answer_is_refused(sandbox: Sandbox) -> None:
    assert reason(sandbox, tasks.deep_data) is Reason.BROKEN


def test_case_24_halves_of_characters_do_not_come_through(sandbox: Sandbox) -> None:
    assert run(sandbox, tasks.half_characters).data == {"text": "a?b", "half?": 1}


@pytest.mark.parametrize("told", [Reason.BROKEN, Reason.ENCRYPTED, Reason.UNSUPPORTED])
def test_a_task_says_why_it_cannot_read(sandbox: Sandbox, told: Reason) -> None:
    assert reason(sandbox, tasks.refuse, reason=told) is told


def test_a_library_that_is_not_there_is_told(sandbox: Sandbox) -> None:
    assert reason(sandbox, tasks.missing_library) is Reason.NOT_INSTALLED


def test_calls_from_many_threads_do_not_mix(sandbox: Sandbox) -> None:
    contents = [bytes([number]) * 100_000 for number in range(40)]
    with ThreadPoolExecutor(8) as pool:
        assert [found.blobs[0] for found in pool.map(lambda content: run(sandbox, tasks.echo, content), contents)] == contents


def test_a_hanging_child_does_not_hold_up_another() -> None:
    with Sandbox(NAMES, limits={Profile.OCR: Limits(wall_seconds=10.0)}) as sandbox, ThreadPoolExecutor(1) as pool:
        hanging = pool.submit(reason, sandbox, tasks.hang, b"", Profile.OCR)
        assert run(sandbox, tasks.echo, b"x").blobs == (b"x",)
        assert not hanging.done()
        sandbox.close()
        assert hanging.result() in {Reason.CRASHED, Reason.UNAVAILABLE}


def test_a_child_killed_from_outside_is_a_crash(hasty: Sandbox) -> None:
    with Sandbox(NAMES) as sandbox, ThreadPoolExecutor(1) as pool:
        run(sandbox, tasks.echo)
        hanging = pool.submit(reason, sandbox, tasks.hang)
        while not (born := children(sandbox)):
            threading.Event().wait(0.01)
        os.kill(int(born.pop()), signal.SIGKILL)
        assert hanging.result(5) is Reason.CRASHED


def test_when_the_warm_process_is_killed_its_children_end_and_the_next_file_gets_another() -> None:
    with Sandbox(NAMES) as sandbox, ThreadPoolExecutor(1) as pool:
        run(sandbox, tasks.echo)
        hanging = pool.submit(reason, sandbox, tasks.hang)
        while not children(sandbox):
            threading.Event().wait(0.01)
        os.kill(zygote(sandbox), signal.SIGKILL)
        assert hanging.result(5) in {Reason.CRASHED, Reason.UNAVAILABLE}
        assert run(sandbox, tasks.echo, b"x").blobs == (b"x",)


def test_when_the_program_dies_nothing_of_the_sandbox_lives_on() -> None:
    code = "from tests.platform.test_sandbox import perish; perish()"
    environment = {**os.environ, "TMPDIR": tempfile.gettempdir(), "PYTHONPATH": str(Path(tasks.__file__).parents[2])}
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=environment) as program:
        assert program.stdout is not None
        warm = int(program.stdout.readline())
        program.kill()
    started = monotonic()
    while Path(f"/proc/{warm}").exists():
        assert monotonic() - started < 10
        threading.Event().wait(0.01)


def perish() -> None:
    """The program of the test above: says which its warm process is, with a child that hangs, and waits for its end."""
    sandbox = Sandbox(NAMES)
    run(sandbox, tasks.echo)
    threading.Thread(target=lambda: reason(sandbox, tasks.hang), daemon=True).start()
    while not children(sandbox):
        threading.Event().wait(0.01)
    sys.stdout.write(f"{zygote(sandbox)}\n")
    sys.stdout.flush()
    threading.Event().wait()
