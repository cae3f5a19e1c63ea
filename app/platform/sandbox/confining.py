"""Giving up: what a child does to itself before it looks at a file, so that afterwards there is little that the file could make it do."""

import os
import resource
import shutil
import site
import sys
import sysconfig
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from app.platform.sandbox import landlock, seccomp
from app.platform.sandbox.kernel import LINUX, PR_SET_NO_NEW_PRIVS, drop_capabilities, prctl
from app.platform.sandbox.outcomes import Limits

SYSTEM = (
    *("/usr/lib", "/usr/lib32", "/usr/lib64", "/lib", "/lib64", "/usr/local/lib"),
    *("/usr/share", "/usr/local/share/fonts", "/etc/fonts", "/var/cache/fontconfig"),
    *("/etc/ld.so.cache", "/etc/localtime", "/etc/mime.types", "/etc/papersize"),
    *("/dev/urandom", "/dev/random", "/dev/zero", "/sys/devices/system/cpu"),
)
"""What a library may want to read: other libraries, fonts, time zones. Not /proc, where the environment of others can be read, and of
/etc nothing that says anything about this machine."""

LOADERS = ("/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1", "/lib/ld-musl-x86_64.so.1", "/lib/ld-musl-aarch64.so.1")
"""What the kernel starts in order to start a program."""

PROGRAM = Path(__file__).parents[2]


def active_layers() -> tuple[str, ...]:
    """What confines a child on this machine, in the order in which the missing of it matters."""
    known = landlock.version()
    layers = {
        f"Landlock {known}": known > 0,
        "seccomp": seccomp.available(),
        "no new privileges": LINUX,
        "limits": True,
        "own session": True,
    }
    return tuple(layer for layer, there in layers.items() if there)


def confine(scratch: Path, limits: Limits, programs: Iterable[str] | None) -> None:
    """Give up everything but the scratch folder, which becomes the current one and that of temporary files. `programs` are the names of
    those that may be run; None if not even a process may be started. Raises OSError when the kernel refuses a protection it has."""
    os.chdir(scratch)
    os.environ.update(TMPDIR=str(scratch), HOME=str(scratch), XDG_CACHE_HOME=str(scratch))
    tempfile.tempdir = None
    _limit(limits)
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    drop_capabilities()
    if landlock.version():
        landlock.restrict(_rules(scratch, programs or ()))
    if seccomp.available():
        seccomp.refuse(programs=programs is not None)
    elif programs is None:
        _lower(resource.RLIMIT_NPROC, 0)  # binds everybody but root, and threads too


def _limit(limits: Limits) -> None:
    """Of every process; the hard limits too, so that they cannot be raised again."""
    _lower(resource.RLIMIT_AS, limits.memory)
    _lower(resource.RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds + 1)  # a signal that says why, then one that cannot be ignored
    _lower(resource.RLIMIT_FSIZE, limits.file_size)
    _lower(resource.RLIMIT_NOFILE, limits.open_files)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_MEMLOCK, 0)


def _lower(what: int, value: int, last: int | None = None) -> None:
    _, hard = resource.getrlimit(what)
    soft, hard = (each if hard == resource.RLIM_INFINITY else min(each, hard) for each in (value, last or value))
    try:
        resource.setrlimit(what, (soft, hard))
    except (ValueError, OSError):
        # Some systems (macOS) know the limit on memory but refuse to set it. The wall clock still holds.
        if LINUX:
            raise


def _rules(scratch: Path, programs: Iterable[str]) -> Iterator[tuple[Path, int]]:
    yield scratch, landlock.WRITE
    yield Path("/dev/null"), landlock.READ_FILE | landlock.WRITE_FILE
    for folder in {*map(Path, SYSTEM), *_python(), PROGRAM}:
        yield folder, landlock.READ
    found = [Path(path).resolve() for path in map(shutil.which, programs) if path]
    for runnable in (*found, *map(Path, LOADERS if found else ())):
        yield runnable, landlock.READ_FILE | landlock.EXECUTE


def _python() -> set[Path]:
    """Where the interpreter's modules and the installed packages lie, and the libraries that it was told of."""
    named = {*map(sysconfig.get_path, ("stdlib", "platstdlib", "purelib", "platlib")), *site.getsitepackages()}
    told = {sysconfig.get_config_var("LIBDIR"), *os.environ.get("LD_LIBRARY_PATH", "").split(os.pathsep)}
    return {Path(sys.base_prefix, "lib"), *(Path(each) for each in named | told if each)}
