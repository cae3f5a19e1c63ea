"""Landlock: the kernel lets this process reach the files named to it and no others, open no TCP connection, and signal nobody outside.

See the kernel's `Documentation/userspace-api/landlock.rst` and `include/uapi/linux/landlock.h`. The three system calls are made here
because the bindings there are for Python are first versions (0.x or .dev) of one author each; what is needed of them is this page.
"""

import ctypes
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from app.platform.sandbox.kernel import COLUMN, call

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
VERSION = 1
PATH_BENEATH = 1

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
REMOVE_DIR, REMOVE_FILE, MAKE_DIR, MAKE_REG, MAKE_SYM = 1 << 4, 1 << 5, 1 << 7, 1 << 8, 1 << 12
TRUNCATE = 1 << 14
READ = READ_FILE | READ_DIR
WRITE = READ | WRITE_FILE | REMOVE_DIR | REMOVE_FILE | MAKE_DIR | MAKE_REG | MAKE_SYM | TRUNCATE
OF_A_FILE = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE
"""Rights that a rule on a file, not a folder, may grant."""

FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
"""All rights on files that a version of the interface knows, by the first version that does."""
TCP, TCP_SINCE = 0b11, 4
SCOPES, SCOPES_SINCE = 0b11, 6
"""No abstract Unix socket and no process outside."""


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("rights", ctypes.c_uint64), ("folder", ctypes.c_int32))


def version() -> int:
    """Which version of the interface the kernel has; 0 where it has none, or does not let us use it."""
    if COLUMN is None:
        return 0
    try:
        return call(CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(VERSION))
    except OSError:
        return 0


def restrict(rules: Iterable[tuple[Path, int]]) -> None:
    """From now on this thread and its children have the rights of the rules, beneath their paths, and no others. What is not there is
    passed over. Raises OSError."""
    known = version()
    handled = max(rights for since, rights in FILE_RIGHTS.items() if since <= known)
    ruleset = _Ruleset(handled, TCP if known >= TCP_SINCE else 0, SCOPES if known >= SCOPES_SINCE else 0)
    size = 24 if known >= SCOPES_SINCE else 16 if known >= TCP_SINCE else 8
    made = call(CREATE_RULESET, ctypes.byref(ruleset), ctypes.c_size_t(size), ctypes.c_uint32(0))
    try:
        for path, rights in rules:
            _allow(made, path, rights & handled)
        call(RESTRICT_SELF, ctypes.c_int(made), ctypes.c_uint32(0))
    finally:
        os.close(made)


def _allow(ruleset: int, path: Path, rights: int) -> None:
    try:
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        allowed = rights if stat.S_ISDIR(os.fstat(opened).st_mode) else rights & OF_A_FILE
        call(ADD_RULE, ctypes.c_int(ruleset), ctypes.c_int(PATH_BENEATH), ctypes.byref(_Beneath(allowed, opened)), ctypes.c_uint32(0))
    finally:
        os.close(opened)
